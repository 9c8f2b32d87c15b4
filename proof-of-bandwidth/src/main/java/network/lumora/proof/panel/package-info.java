/** Who is drawn to challenge a line, and what their slots say together. */
@NullMarked
package network.lumora.proof.panel;

import org.jspecify.annotations.NullMarked;
