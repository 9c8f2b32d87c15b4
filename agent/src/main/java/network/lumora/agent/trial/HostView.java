package network.lumora.agent.trial;

import java.util.Optional;
import network.lumora.agent.allowance.Allowance;
import network.lumora.agent.policy.ReasonCode;
import network.lumora.agent.policy.Verdict;
import network.lumora.protocol.message.ToCoordinator.ChallengeDeclineReason;
import network.lumora.protocol.units.Bytes;

/** Whether the host's line may be measured now. */
final class HostView {
  /** In which {@link Allowance} reckons room. */
  private static final int ROOM_BYTES = 64 * 1024;

  private HostView() {}

  /** Empty if it may. */
  static Optional<ChallengeDeclineReason> objection(Allowance allowance, Bytes most) {
    var verdict = allowance.standing();
    if (!verdict.mayRun()) {
      return Optional.of(reason(verdict));
    }
    // A measure at less than the line's speed would be one of the host's limit.
    boolean limited = verdict.rates().up().count() > 0 || verdict.rates().down().count() > 0;
    return limited || !allowance.hasRoomBeside(tasks(most))
        ? Optional.of(ChallengeDeclineReason.OVER_CAP)
        : Optional.empty();
  }

  private static int tasks(Bytes most) {
    return (int) Math.min(Integer.MAX_VALUE - 1, most.count() / ROOM_BYTES);
  }

  private static ChallengeDeclineReason reason(Verdict verdict) {
    if (verdict.isFor(ReasonCode.METERED)) {
      return ChallengeDeclineReason.METERED;
    }
    if (verdict.isCapped()) {
      return ChallengeDeclineReason.OVER_CAP;
    }
    boolean user =
        verdict.isFor(
            ReasonCode.USER_ACTIVE,
            ReasonCode.USER_CALL,
            ReasonCode.USER_MEDIA,
            ReasonCode.LINE_BUSY);
    return user ? ChallengeDeclineReason.USER_ACTIVE : ChallengeDeclineReason.PAUSED;
  }
}
