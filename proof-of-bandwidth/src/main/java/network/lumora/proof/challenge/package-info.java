/** How a line is measured so that nobody can talk its speed up. */
@NullMarked
package network.lumora.proof.challenge;

import org.jspecify.annotations.NullMarked;
