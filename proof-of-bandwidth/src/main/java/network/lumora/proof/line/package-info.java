/** Which agents are behind one line, and how they share what it can do. */
@NullMarked
package network.lumora.proof.line;

import org.jspecify.annotations.NullMarked;
