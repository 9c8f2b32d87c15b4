package network.lumora.protocol.message;

import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.seal.Sealed;

/**
 * One settled page of an order, as its consumer gets it.
 *
 * @param cursor give it as {@code after} to get the pages that follow
 * @param sealed opens to a {@link PageResult}
 * @param receipt a {@link Receipt} with two signatures
 */
public record DeliveredPage(
    TaskId taskId, long cursor, Sealed sealed, Envelope receipt, Logged logged) {}
