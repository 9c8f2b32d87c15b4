/** Lines are proven by the real programs. */
@NullMarked
package network.lumora.systemtests.line;

import org.jspecify.annotations.NullMarked;
