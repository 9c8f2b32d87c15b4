/** Proves this agent's line to challengers, and challenges the lines of others. */
@NullMarked
package network.lumora.agent.challenge;

import org.jspecify.annotations.NullMarked;
