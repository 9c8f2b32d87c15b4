/** Strangers' words made fit for a terminal. */
@NullMarked
package network.lumora.consumer.text;

import org.jspecify.annotations.NullMarked;
