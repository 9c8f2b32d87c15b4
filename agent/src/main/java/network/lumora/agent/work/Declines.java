package network.lumora.agent.work;

import network.lumora.agent.policy.ReasonCode;
import network.lumora.agent.policy.Verdict;
import network.lumora.agent.rules.RuleVerdict;
import network.lumora.protocol.message.ToCoordinator.DeclineReason;

/** What a coordinator hears of why this side does not work. */
final class Declines {
  private Declines() {}

  static DeclineReason ofRule(RuleVerdict verdict) {
    return switch (verdict.code()) {
      case COORDINATOR_BLOCKED -> DeclineReason.PAUSED;
      case COORDINATOR_CAP -> DeclineReason.OVER_CAP;
      default -> DeclineReason.HOST_RULE;
    };
  }

  /** Why nothing is begun. */
  static DeclineReason ofOffer(Verdict standing) {
    return standing.isFor(ReasonCode.STORAGE_FAILED) && !standing.isCapped()
        ? DeclineReason.BUSY
        : ofTask(standing);
  }

  /** Why what was begun is not finished. */
  static DeclineReason ofTask(Verdict standing) {
    return standing.isCapped() ? DeclineReason.OVER_CAP : DeclineReason.PAUSED;
  }
}
