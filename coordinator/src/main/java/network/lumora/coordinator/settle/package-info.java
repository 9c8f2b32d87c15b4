/** Judges deliveries, counter-signs receipts, and brings what is signed into the public log. */
@NullMarked
package network.lumora.coordinator.settle;

import org.jspecify.annotations.NullMarked;
