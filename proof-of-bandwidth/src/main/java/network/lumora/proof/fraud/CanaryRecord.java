package network.lumora.proof.fraud;

import java.util.Optional;
import network.lumora.protocol.identity.PublicKey;

/**
 * How a provider served canaries, which it could not tell from real work. Immutable.
 *
 * @param failed of them: not served, or far slower than proven
 * @param wrong of them: served with other bytes than asked for, and signed
 */
public record CanaryRecord(PublicKey provider, int canaries, int failed, int wrong) {
  /** What an honest provider fails: lines break, computers are closed. */
  private static final double HONEST_FAILURES = 0.02;

  /** How seldom an honest provider may look as bad. */
  private static final double CHANCE = 1e-4;

  /** How one canary was served. */
  public enum Service {
    SERVED,
    FAILED,
    WRONG
  }

  public CanaryRecord {
    if (failed < 0 || wrong < 0 || failed + wrong > canaries) {
      throw new IllegalArgumentException("more canaries failed than there were");
    }
  }

  public static CanaryRecord of(PublicKey provider) {
    return new CanaryRecord(provider, 0, 0, 0);
  }

  public CanaryRecord after(Service service) {
    return switch (service) {
      case SERVED -> new CanaryRecord(provider, canaries + 1, failed, wrong);
      case FAILED -> new CanaryRecord(provider, canaries + 1, failed + 1, wrong);
      case WRONG -> new CanaryRecord(provider, canaries + 1, failed, wrong + 1);
    };
  }

  /** One with wrong bytes is enough; failures must be more than bad luck. */
  public Optional<Finding> judge() {
    boolean isCaught = wrong > 0 || chanceOfHonest() < CHANCE;
    return isCaught
        ? Optional.of(new Finding.ServesSelectively(provider, failed + wrong, canaries))
        : Optional.empty();
  }

  /** P(X >= failed) for X binomial with {@code canaries} tries. */
  private double chanceOfHonest() {
    double term = Math.pow(1 - HONEST_FAILURES, canaries);
    double below = 0;
    for (int k = 0; k < failed; k++) {
      below += term;
      term *= (double) (canaries - k) / (k + 1) * HONEST_FAILURES / (1 - HONEST_FAILURES);
    }
    return 1 - below;
  }
}
