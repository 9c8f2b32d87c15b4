/** Carries what two others say to each other, and opens only doors whose owners want it. */
@NullMarked
package network.lumora.agent.relay;

import org.jspecify.annotations.NullMarked;
