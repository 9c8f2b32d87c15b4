package network.lumora.protocol.message;

import network.lumora.protocol.envelope.Envelope;

/**
 * A site that is opened.
 *
 * @param entry an {@link OpenedDestination}
 */
public record DestinationEntry(Envelope entry) {}
