/** The life of a task: waiting, leased to an agent, and over. */
@NullMarked
package network.lumora.coordinator.lease;

import org.jspecify.annotations.NullMarked;
