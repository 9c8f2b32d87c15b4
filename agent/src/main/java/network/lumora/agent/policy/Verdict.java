package network.lumora.agent.policy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What is allowed, and why.
 *
 * @param reasons the weightiest first; never empty
 * @param nextChange the first moment at which {@link #mayRun} changes if nothing but time passes
 * @param rates of bytes that may move
 * @param holdsUntil before it, time alone changes nothing at all
 */
public record Verdict(
    List<Reason> reasons, Optional<Instant> nextChange, Rates rates, Instant holdsUntil) {
  public Verdict {
    reasons = List.copyOf(reasons);
    if (reasons.isEmpty()) {
      throw new IllegalArgumentException("a verdict has a reason");
    }
  }

  public Permission permission() {
    return reasons.stream()
        .map(reason -> reason.code().permission())
        .max(Permission::compareTo)
        .orElse(Permission.RUN);
  }

  /** Whether work may begin. */
  public boolean mayRun() {
    return permission() == Permission.RUN;
  }

  /** Whether work under way may move bytes. */
  public boolean mayMove() {
    return permission() != Permission.STOP;
  }

  public boolean isFor(ReasonCode... codes) {
    return reasons.stream().anyMatch(reason -> Arrays.asList(codes).contains(reason.code()));
  }

  /** Whether a cap is reached. */
  public boolean isCapped() {
    return isFor(ReasonCode.CAP_DAY, ReasonCode.CAP_MONTH);
  }

  /** Whether not even a resting connection's bytes are wanted. */
  public boolean restsLine() {
    return isCapped()
        || isFor(ReasonCode.NO_CONSENT, ReasonCode.OUTSIDE_SCHEDULE, ReasonCode.METERED);
  }

  /** The weightiest reason's words. */
  public String explanation() {
    return reasons.getFirst().text();
  }
}
