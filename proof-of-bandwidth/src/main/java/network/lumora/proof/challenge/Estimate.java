package network.lumora.proof.challenge;

import network.lumora.protocol.units.BytesPerSecond;

/**
 * The rate of a line from the progress of a slot: the slope of the least-squares line through bytes
 * over time, without the first quarter of the time.
 *
 * <p>What token buckets and boosts let through at once lies in that quarter. Exact for an honest
 * prover; one who delays its first acknowledgements can make it as high as it likes, which is what
 * {@link LowerBound} is for.
 */
public final class Estimate {
  /** The part of the time that does not count, as a divisor. */
  private static final int DROPPED = 4;

  private static final double NANOS_PER_SECOND = 1e9;

  private Estimate() {}

  /** Nothing when fewer than three steps or no time are left: that is no measurement. */
  public static BytesPerSecond of(Progress progress) {
    int first = firstCounted(progress);
    int steps = progress.size() - first;
    if (steps < 3 || progress.lastNanos() == progress.nanos(first)) {
      return new BytesPerSecond(0);
    }
    return new BytesPerSecond(Math.round(slope(progress, first) * NANOS_PER_SECOND));
  }

  private static int firstCounted(Progress progress) {
    int first = 0;
    if (progress.size() > 0) {
      long from = progress.firstNanos() + (progress.lastNanos() - progress.firstNanos()) / DROPPED;
      while (progress.nanos(first) < from) {
        first++;
      }
    }
    return first;
  }

  /** Bytes per nanosecond; distances from the first step keep the sums exact enough. */
  private static double slope(Progress progress, int first) {
    int steps = progress.size() - first;
    double meanTime = 0;
    double meanBytes = 0;
    for (int i = first; i < progress.size(); i++) {
      meanTime += (double) (progress.nanos(i) - progress.nanos(first)) / steps;
      meanBytes += (double) (progress.bytes(i) - progress.bytes(first)) / steps;
    }
    double covariance = 0;
    double variance = 0;
    for (int i = first; i < progress.size(); i++) {
      double time = progress.nanos(i) - progress.nanos(first) - meanTime;
      covariance += time * (progress.bytes(i) - progress.bytes(first) - meanBytes);
      variance += time * time;
    }
    return covariance / variance;
  }
}
