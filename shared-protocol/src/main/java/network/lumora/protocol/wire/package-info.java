/** Messages, statements and envelopes as JSON, and bytes as frames. */
@NullMarked
package network.lumora.protocol.wire;

import org.jspecify.annotations.NullMarked;
