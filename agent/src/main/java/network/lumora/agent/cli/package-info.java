/** The program lumora, as the host types it. */
@NullMarked
package network.lumora.agent.cli;

import org.jspecify.annotations.NullMarked;
