package network.lumora.coordinator.assign;

import java.time.Duration;

/**
 * When a second agent gets a task that the first is late with.
 *
 * @param quantile of how long tasks took lately, from 0 to 1
 * @param times the wait that quantile is multiplied by
 * @param least nothing is late before
 * @param unknown when a task is late while too few are known
 * @param share of all tasks given that may be second ones
 */
public record HedgeTerms(
    double quantile, double times, Duration least, Duration unknown, double share) {

  public static final HedgeTerms DEFAULT =
      new HedgeTerms(0.95, 1.5, Duration.ofSeconds(1), Duration.ofSeconds(10), 0.1);

  /** The same without second tries. */
  public HedgeTerms withoutSecondTries() {
    return new HedgeTerms(quantile, times, least, unknown, 0);
  }

  public HedgeTerms {
    if (!(quantile > 0 && quantile < 1) || !(times >= 1) || !(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "quantile is between 0 and 1, times from 1, share from 0 to 1");
    }
    if (least.isNegative() || unknown.compareTo(least) < 0) {
      throw new IllegalArgumentException("unknown is at least as long as least");
    }
  }
}
