package network.lumora.proof.receipt;

import java.time.Instant;

/**
 * When a window was, as the receiver knows it.
 *
 * @param startedAt by the coordinator's clock, see {@link CoordinatorClock}
 * @param endedAt by the coordinator's clock
 * @param durationMicros by the receiver's own monotonic clock
 * @param minRttMicros the smallest round trip to the provider so far; 0 if none was seen
 */
public record WindowTimes(
    Instant startedAt, Instant endedAt, long durationMicros, long minRttMicros) {}
