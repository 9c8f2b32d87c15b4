/** Bytes that agents carry, with the real programs on loopback. */
@NullMarked
package network.lumora.systemtests.relay;

import org.jspecify.annotations.NullMarked;
