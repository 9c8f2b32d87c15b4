package network.lumora.systemtests.bench.agents;

import java.util.Arrays;

/** Times that were measured, for percentiles. For one thread. */
final class Latencies {
  private long[] nanos = new long[1 << 16];
  private int count;

  void add(long one) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * count);
    }
    nanos[count++] = one;
  }

  int count() {
    return count;
  }

  /** In milliseconds; 0 if nothing was measured. */
  double percentileMillis(double share) {
    if (count == 0) {
      return 0;
    }
    var sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return sorted[Math.min(count - 1, (int) Math.ceil(share * count) - 1)] / 1e6;
  }
}
