package network.lumora.coordinator.book;

import java.time.Instant;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.TaskId;
import org.jspecify.annotations.Nullable;

/**
 * One page of an order on its way.
 *
 * @param tries leases that were given for it
 * @param leaseId the newest lease; null before the first
 * @param lastAgent who got it; null before the first
 * @param restsUntil before this time the last agent does not get it again; others may
 */
public record Task(
    TaskId id,
    TaskState state,
    int tries,
    @Nullable String leaseId,
    @Nullable PublicKey lastAgent,
    Instant restsUntil) {}
