/**
 * Sites on loopback: the demonstration's few pages, and Debian's Python documentation with what
 * Python itself reads from it.
 */
@NullMarked
package network.lumora.systemtests.docs;

import org.jspecify.annotations.NullMarked;
