/** Lets any program on this computer use a relay, as if it were a proxy for the opened sites. */
@NullMarked
package network.lumora.consumer.relay;

import org.jspecify.annotations.NullMarked;
