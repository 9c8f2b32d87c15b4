/** How often what has happened since the program started. */
@NullMarked
package network.lumora.coordinator.count;

import org.jspecify.annotations.NullMarked;
