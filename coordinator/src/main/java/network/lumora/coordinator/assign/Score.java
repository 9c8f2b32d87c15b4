package network.lumora.coordinator.assign;

import java.util.OptionalDouble;

/**
 * Rates an agent for a task by free bandwidth, proximity, latency and capacity. Immutable.
 *
 * <p>{@code (α·free/max + β·1/(1+P/P0) + γ·1/(1+L/L0) + δ·freeSlots/slots) · reputation}, each term
 * within 0 and 1. With α, β, γ, δ = 0.4, 0.2, 0.2, 0.2 and P0 = L0 = 50 ms, an agent of reputation
 * 1 with the most free bandwidth, P unknown, L = 50 ms and half its slots free has 0.4 + 0.1 + 0.1
 * + 0.1 = 0.7. What is unknown counts a half: it is not taken for near, nor for far.
 */
public record Score(Weights weights, Curves curves) {
  private static final double NEUTRAL = 0.5;
  private static final Proximity NEXT_TO_IT = agent -> OptionalDouble.of(0);

  /**
   * The score of one candidate in its parts.
   *
   * @param mostFree the largest free bandwidth among those it is compared with, in bytes per second
   */
  public Terms of(Candidate candidate, long mostFree, Proximity proximity) {
    return new Terms(
        weights.bandwidth() * bandwidth(candidate, mostFree),
        weights.proximity()
            * near(proximity.millis(candidate.agent()), curves.proximityHalfMillis()),
        weights.latency() * near(candidate.latencyMillis(), curves.latencyHalfMillis()),
        weights.capacity() * share(candidate.freeSlots(), candidate.slots()),
        candidate.reputation(),
        1);
  }

  /** What its total would be next to the source. */
  double atMost(Candidate candidate, long mostFree) {
    return of(candidate, mostFree, NEXT_TO_IT).total();
  }

  private double bandwidth(Candidate candidate, long mostFree) {
    long enough = curves.enough().count();
    return share(Math.min(candidate.free().count(), enough), Math.min(mostFree, enough));
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : Math.clamp((double) part / whole, 0, 1);
  }

  private double near(OptionalDouble millis, double halfMillis) {
    return millis.isEmpty()
        ? NEUTRAL
        : Math.clamp(curves.nearness().of(millis.getAsDouble(), halfMillis), 0, 1);
  }
}
