/** The machine's power, and what the agent costs it. */
@NullMarked
package network.lumora.agent.machine;

import org.jspecify.annotations.NullMarked;
