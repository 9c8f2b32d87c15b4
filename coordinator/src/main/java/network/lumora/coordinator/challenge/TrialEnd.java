package network.lumora.coordinator.challenge;

import java.util.List;
import java.util.Map;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.ChallengerCandidate;
import network.lumora.protocol.message.LineProven;
import network.lumora.protocol.message.SlotPath;
import network.lumora.protocol.message.ToCoordinator.ChallengeDeclineReason;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.BytesPerSecond;

/** How a trial ended. */
sealed interface TrialEnd {

  /**
   * The slots are there.
   *
   * @param value the median of what they are worth
   * @param shown the median of their estimates, which may be more than they prove
   * @param moved bytes over the prover's line, roughly
   * @param opinions whether each challenger with a slot told otherwise than the others
   */
  record Measured(
      String challengeId,
      Envelope consent,
      String secret,
      List<ChallengerCandidate> candidates,
      List<LineProven.Slot> slots,
      BytesPerSecond value,
      BytesPerSecond shown,
      SlotPath path,
      Bytes moved,
      Map<PublicKey, Boolean> opinions)
      implements TrialEnd {}

  /** The agent would not, or no longer. */
  record Declined(ChallengeDeclineReason reason, Bytes moved) implements TrialEnd {}

  /** No path opened between the prover and most of the challengers. */
  record NoPath() implements TrialEnd {}

  /** Something else was missing; said for people. */
  record Failed(String detail, Bytes moved) implements TrialEnd {}
}
