package network.lumora.agent.idle;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import network.lumora.agent.counters.LineTotals;

/** The most that the line carried within a second, as far as we looked. Not thread-safe. */
final class LearntPeak {
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Looks that are further apart say little of a second. */
  private static final long APART_NANOS = 2 * LOOK_NANOS;

  private Optional<LineTotals> before = Optional.empty();
  private long beforeNanos;
  private double up;
  private double down;

  void add(long nowNanos, LineTotals totals) {
    long elapsed = nowNanos - beforeNanos;
    if (before.isPresent() && elapsed < LOOK_NANOS) {
      return;
    }
    if (before.isPresent() && elapsed < APART_NANOS) {
      double seconds = (double) elapsed / TimeUnit.SECONDS.toNanos(1);
      up = Math.max(up, (totals.up() - before.get().up()) / seconds);
      down = Math.max(down, (totals.down() - before.get().down()) / seconds);
    }
    before = Optional.of(totals);
    beforeNanos = nowNanos;
  }

  LineRates rates() {
    return new LineRates(up, down);
  }
}
