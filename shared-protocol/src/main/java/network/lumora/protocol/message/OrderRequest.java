package network.lumora.protocol.message;

import network.lumora.protocol.envelope.Envelope;

/**
 * An order as a consumer posts it.
 *
 * @param head a signed {@link OrderHead}
 * @param instructions the JSON text of {@link Instructions}, as it was when the head's digest was
 *     taken
 */
public record OrderRequest(Envelope head, String instructions) {}
