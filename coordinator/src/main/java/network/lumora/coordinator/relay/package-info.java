/** Who carries bytes for whom, and which destinations their owners have opened. */
@NullMarked
package network.lumora.coordinator.relay;

import org.jspecify.annotations.NullMarked;
