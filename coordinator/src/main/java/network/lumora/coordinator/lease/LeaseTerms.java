package network.lumora.coordinator.lease;

import java.time.Duration;
import network.lumora.protocol.message.Policy;
import network.lumora.protocol.units.Bytes;

/**
 * What holds for every lease.
 *
 * @param time how long an agent has for a task
 * @param grace how long an agent whose line broke may come back to its leases; one that said
 *     goodbye or fell silent has none
 * @param maxTries leases on one task before it is given up
 * @param maxSource the most bytes an agent may fetch for one task
 * @param maxDelivered the most bytes of one sealed result
 */
public record LeaseTerms(
    Duration time,
    Duration grace,
    int maxTries,
    Bytes maxSource,
    Bytes maxDelivered,
    Policy policy) {

  /** PROTOCOL.md, section 4: the most that a sealed result may have. */
  public static final Bytes MAX_RESULT = new Bytes(4 * 1024 * 1024);
}
