/** The library face: order pages, wait, read verified results. */
@NullMarked
package network.lumora.consumer.client;

import org.jspecify.annotations.NullMarked;
