package network.lumora.protocol.message;

import java.time.Instant;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.BytesPerSecond;

/**
 * What a challenger signs after its slot: how fast the prover's line was, by the challenger's
 * clock.
 *
 * @param slot 0 for the coarse train, which counts for nothing; then 1 to 5
 * @param bytes that arrived at the end that received
 * @param estimate the slope of the bytes over time
 * @param lowerBound what the line did at least, whatever its prover says of times
 * @param minRttMicros the shortest round trip that the prover let appear in the slot; it bounds
 *     nothing, for the prover may answer late
 * @param transcript SHA-256 over every byte of payload in the order of arrival
 */
public record SlotRecord(
    String challengeId,
    int slot,
    ChallengeDirection direction,
    PublicKey prover,
    PublicKey challenger,
    Bytes bytes,
    BytesPerSecond estimate,
    BytesPerSecond lowerBound,
    long minRttMicros,
    SlotPath path,
    Sha256 transcript,
    Instant startedAt)
    implements Statement {
  /** The last of the slots that count; a challenge may be repeated, never longer. */
  public static final int MAX_SLOT = 5;

  public SlotRecord {
    Text.requireId("challengeId", challengeId);
    Text.requireSlot(slot);
    Text.requireRange("minRttMicros", minRttMicros, 0, 60_000_000);
    if (prover.equals(challenger)) {
      throw new IllegalArgumentException("a challenger does not prove its own line");
    }
  }

  /** What the slot is worth: the smaller of the two. */
  public BytesPerSecond value() {
    return estimate.compareTo(lowerBound) <= 0 ? estimate : lowerBound;
  }
}
