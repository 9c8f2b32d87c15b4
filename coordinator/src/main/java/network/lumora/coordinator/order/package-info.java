/** Orders of consumers: placing, watching, cancelling them and handing out their results. */
@NullMarked
package network.lumora.coordinator.order;

import org.jspecify.annotations.NullMarked;
