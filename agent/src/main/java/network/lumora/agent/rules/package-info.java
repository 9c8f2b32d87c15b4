/** What the host lets through the line, and for whom. */
@NullMarked
package network.lumora.agent.rules;

import org.jspecify.annotations.NullMarked;
