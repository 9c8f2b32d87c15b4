package network.lumora.consumer.open;

import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.TaskId;
import org.jspecify.annotations.Nullable;

/**
 * Where a row came from, and where its receipt stands in the public log.
 *
 * @param receiptSha256 digest of the receipt's entry in the log
 * @param bodySha256 digest of the page's body; null unless it was fetched
 * @param robots what robots.txt said; null unless it was fetched
 */
public record Provenance(
    TaskId taskId,
    PublicKey agent,
    Sha256 receiptSha256,
    @Nullable Sha256 bodySha256,
    @Nullable String robots,
    long logIndex,
    long treeSize) {}
