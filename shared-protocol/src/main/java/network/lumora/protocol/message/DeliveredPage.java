package network.lumora.protocol.message;

import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.seal.Sealed;

/**
 * One settled page of an order, as its consumer gets it.
 *
 * @param cursor give it as {@code after} to get the pages that follow
 * @param sealed opens to a {@link PageResult}
 * @param receipt a {@link Receipt} with two signatures
 * @param policySha256 digest of the policy in the task's lease; the sealed bytes open under no
 *     other
 */
public record DeliveredPage(
    TaskId taskId,
    long cursor,
    Sealed sealed,
    Envelope receipt,
    Logged logged,
    Sha256 policySha256) {}
