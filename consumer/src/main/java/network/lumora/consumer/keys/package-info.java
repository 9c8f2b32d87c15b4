/** The two private keys of a consumer: who it is, and what opens its results. */
@NullMarked
package network.lumora.consumer.keys;

import org.jspecify.annotations.NullMarked;
