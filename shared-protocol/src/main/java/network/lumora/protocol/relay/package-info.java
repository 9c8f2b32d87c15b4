/** How two parties talk through somebody else's line, which carries what it cannot read. */
@NullMarked
package network.lumora.protocol.relay;

import org.jspecify.annotations.NullMarked;
