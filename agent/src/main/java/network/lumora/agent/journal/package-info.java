/** Everything the agent must not forget, in one SQLite file. */
@NullMarked
package network.lumora.agent.journal;

import org.jspecify.annotations.NullMarked;
