package network.lumora.agent.receipt;

import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.seal.Sealed;
import org.jspecify.annotations.Nullable;

/**
 * A sealed result with its signed receipt, to be sent until it is settled.
 *
 * @param sequence counted for each coordinator from 1, without gaps
 * @param connectMillis the round trip to the page's host, if one was measured
 */
public record Delivery(
    PublicKey coordinator,
    long sequence,
    String leaseId,
    Envelope receipt,
    Sealed body,
    @Nullable Integer connectMillis) {}
