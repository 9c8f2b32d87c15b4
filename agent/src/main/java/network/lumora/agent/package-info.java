/** The program on the host's computer. */
@NullMarked
package network.lumora.agent;

import org.jspecify.annotations.NullMarked;
