/** Puts the parts of a coordinator together and lets them run. */
@NullMarked
package network.lumora.coordinator.program;

import org.jspecify.annotations.NullMarked;
