package network.lumora.consumer.open;

import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.message.Logged;
import network.lumora.protocol.message.TaskId;
import network.lumora.protocol.seal.Sealed;
import org.jspecify.annotations.Nullable;

/**
 * A {@link network.lumora.protocol.message.DeliveredPage} and the policy under which it was sealed,
 * without which nothing opens. Decision 0008.
 *
 * @param policySha256 told by the coordinator; a wrong one opens nothing
 */
public record Delivered(
    TaskId taskId,
    long cursor,
    Sealed sealed,
    Envelope receipt,
    Logged logged,
    @Nullable Sha256 policySha256) {}
