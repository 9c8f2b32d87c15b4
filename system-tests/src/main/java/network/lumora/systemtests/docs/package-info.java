/**
 * Debian's Python documentation as a real site of 500 pages, and what Python itself reads from it.
 */
@NullMarked
package network.lumora.systemtests.docs;

import org.jspecify.annotations.NullMarked;
