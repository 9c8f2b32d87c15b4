/** The paid leg of a relay: how much each end may send before the other has signed. */
@NullMarked
package network.lumora.proof.relay;

import org.jspecify.annotations.NullMarked;
