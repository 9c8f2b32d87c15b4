/** The agents' connections over WebSocket. */
@NullMarked
package network.lumora.coordinator.link;

import org.jspecify.annotations.NullMarked;
