/** The commands of the coordinator's program. */
@NullMarked
package network.lumora.coordinator.cli;

import org.jspecify.annotations.NullMarked;
