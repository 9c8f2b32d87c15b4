package network.lumora.systemtests.bed.delay;

import java.util.concurrent.atomic.AtomicLongArray;

/** How much later than due packets left, in steps of ten microseconds up to 100 ms. */
final class Lateness {
  private static final int STEP_NANOS = 10_000;
  private static final int STEPS = 10_000;

  private final AtomicLongArray counts = new AtomicLongArray(STEPS);

  void add(long nanos) {
    long step = Math.clamp(nanos / STEP_NANOS, 0, STEPS - 1);
    counts.getAndIncrement((int) step);
  }

  /** Upper edge of the step below which the share of packets left; zero if none did. */
  long microsAt(double share) {
    long all = packets();
    long below = 0;
    for (int i = 0; i < STEPS; i++) {
      below += counts.get(i);
      if (below > 0 && below >= share * all) {
        return (i + 1L) * STEP_NANOS / 1_000;
      }
    }
    return 0;
  }

  long packets() {
    long all = 0;
    for (int i = 0; i < STEPS; i++) {
      all += counts.get(i);
    }
    return all;
  }

  void reset() {
    for (int i = 0; i < STEPS; i++) {
      counts.set(i, 0);
    }
  }
}
