package network.lumora.coordinator.assign;

import java.util.Optional;
import java.util.OptionalDouble;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Place;
import network.lumora.protocol.units.BytesPerSecond;

/**
 * An agent that is connected and may do this kind of work.
 *
 * @param free what its allowance leaves: the smaller of its bandwidth and its user's cap
 * @param latencyMillis round trip to the coordinator, if known
 * @param freeSlots tasks it would take
 * @param slots tasks it works on at most
 * @param overdue tasks it holds for longer than nearly all others take
 * @param reputation from 0 to 1
 * @param place where it says it is
 * @param lastGiven when it got its newest task, as a count that only grows; 0 for never
 */
public record Candidate(
    PublicKey agent,
    BytesPerSecond free,
    OptionalDouble latencyMillis,
    int freeSlots,
    int slots,
    int overdue,
    double reputation,
    Optional<Place> place,
    long lastGiven) {

  public Candidate {
    if (!(reputation >= 0 && reputation <= 1)) {
      throw new IllegalArgumentException("a reputation is from 0 to 1, not " + reputation);
    }
  }

  /** Slots that are taken. */
  public int busy() {
    return Math.max(0, slots - freeSlots);
  }
}
