/** Takes part in challenges as a coordinator asks, if the host lets it. */
@NullMarked
package network.lumora.agent.trial;

import org.jspecify.annotations.NullMarked;
