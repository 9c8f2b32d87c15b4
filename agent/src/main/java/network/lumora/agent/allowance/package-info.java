/** How much of the line the agent may use now. */
@NullMarked
package network.lumora.agent.allowance;

import org.jspecify.annotations.NullMarked;
