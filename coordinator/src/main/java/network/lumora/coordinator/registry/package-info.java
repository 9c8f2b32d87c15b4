/** Which agents are connected, and how much each would take now. */
@NullMarked
package network.lumora.coordinator.registry;

import org.jspecify.annotations.NullMarked;
