/** How far agents are from sources, learnt from round trips that were measured; pure. */
@NullMarked
package network.lumora.coordinator.proximity;

import org.jspecify.annotations.NullMarked;
