package network.lumora.protocol.message;

import java.time.Instant;
import java.util.List;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.units.BytesPerSecond;
import org.jspecify.annotations.Nullable;

/**
 * What a coordinator signs after a challenge: how fast an agent's line is in one direction, with
 * all that is needed to recompute it.
 *
 * @param consent the agent's {@link ProverConsent}
 * @param secret the coordinator's half of the draw, to which it had committed
 * @param candidates from whom the challengers were drawn
 * @param slots in the order of the draw, from 1
 * @param estimate the median of the slots; of an even number the lower of the two in the middle
 * @param proven the median of this and the last seven estimates of the line, likewise
 * @param linkId the line, which several agents may share
 */
public record LineProven(
    String challengeId,
    PublicKey agent,
    PublicKey coordinator,
    ChallengeDirection direction,
    Envelope consent,
    String secret,
    List<ChallengerCandidate> candidates,
    List<Slot> slots,
    BytesPerSecond estimate,
    BytesPerSecond proven,
    LineGrade grade,
    String linkId,
    Instant endedAt)
    implements LedgerStatement {
  /** Of 32 nobody can know in advance who is drawn, and the entry stays small. */
  public static final int MAX_CANDIDATES = 32;

  /**
   * One slot.
   *
   * @param record the challenger's {@link SlotRecord}; none if it gave none, or its prover did not
   *     stand by the bytes: then the slot is worth nothing
   */
  public record Slot(PublicKey challenger, @Nullable Envelope record) {}

  public LineProven {
    Text.requireId("challengeId", challengeId);
    Text.requireKey("secret", secret);
    Text.requireId("linkId", linkId);
    Text.requireRange("number of candidates", candidates.size(), 1, MAX_CANDIDATES);
    Text.requireRange("number of slots", slots.size(), 1, LineGrade.FULL_SLOTS);
    candidates = List.copyOf(candidates);
    slots = List.copyOf(slots);
  }
}
