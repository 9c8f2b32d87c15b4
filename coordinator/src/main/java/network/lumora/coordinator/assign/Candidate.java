package network.lumora.coordinator.assign;

import java.util.OptionalDouble;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.units.BytesPerSecond;

/**
 * An agent that would take a task now.
 *
 * @param free what its allowance leaves: the smaller of its bandwidth and its user's cap
 * @param proximityMillis round trip to the source, if known
 * @param latencyMillis round trip to the coordinator, if known
 * @param freeSlots tasks it would take, at least 1
 * @param slots tasks it works on at most
 * @param lastGiven when it got its newest task, as a count that only grows; 0 for never
 */
public record Candidate(
    PublicKey agent,
    BytesPerSecond free,
    OptionalDouble proximityMillis,
    OptionalDouble latencyMillis,
    int freeSlots,
    int slots,
    long lastGiven) {

  /** After it got one more task. */
  public Candidate given(long now) {
    return new Candidate(agent, free, proximityMillis, latencyMillis, freeSlots - 1, slots, now);
  }
}
