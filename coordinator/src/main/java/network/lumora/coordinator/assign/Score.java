package network.lumora.coordinator.assign;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Ranks agents for a task by free bandwidth, proximity, latency and capacity. Immutable.
 *
 * <p>{@code α·free/max + β·1/(1+P/P0) + γ·1/(1+L/L0) + δ·freeSlots/slots}, each term within 0 and
 * 1. With α, β, γ, δ = 0.4, 0.2, 0.2, 0.2 and P0 = L0 = 50 ms, an agent with the most free
 * bandwidth, P unknown, L = 50 ms and half its slots free has 0.4 + 0.1 + 0.1 + 0.1 = 0.7. What is
 * unknown counts a half. Among equals the one that has waited longest is first, so that every
 * willing agent gets work.
 */
public record Score(Weights weights) {
  private static final double NEUTRAL = 0.5;

  /** Scores nearer than this are equal. */
  private static final double TIE = 1e-9;

  /** The best of those that have a free slot. */
  public Optional<Candidate> best(Collection<Candidate> candidates) {
    long most =
        candidates.stream().mapToLong(candidate -> candidate.free().count()).max().orElse(0);
    return candidates.stream()
        .filter(candidate -> candidate.freeSlots() > 0)
        .min(
            Comparator.comparingLong((Candidate candidate) -> -steps(of(candidate, most)))
                .thenComparingLong(Candidate::lastGiven)
                .thenComparing(Candidate::agent));
  }

  /**
   * The score of one candidate, from 0 to 1.
   *
   * @param mostFree the largest free bandwidth among all candidates, in bytes per second
   */
  public double of(Candidate candidate, long mostFree) {
    return weights.bandwidth() * share(candidate.free().count(), mostFree)
        + weights.proximity() * near(candidate.proximityMillis(), weights.proximityHalfMillis())
        + weights.latency() * near(candidate.latencyMillis(), weights.latencyHalfMillis())
        + weights.capacity() * share(candidate.freeSlots(), candidate.slots());
  }

  private static long steps(double score) {
    return Math.round(score / TIE);
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : Math.clamp((double) part / whole, 0, 1);
  }

  private static double near(OptionalDouble millis, double halfMillis) {
    return millis.isEmpty() ? NEUTRAL : 1 / (1 + millis.getAsDouble() / halfMillis);
  }
}
