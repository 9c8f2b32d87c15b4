package network.lumora.agent.idle;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * The shortest wait of the last minutes: the line without a queue. Not thread-safe.
 *
 * <p>Minutes, because someone else's download must not pass for the line's nature; not longer,
 * because ways through the network change.
 */
final class Baseline {
  private static final long PART_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final int PARTS = 10;

  private final long[] least = new long[PARTS];
  private long part = Long.MIN_VALUE;

  Baseline() {
    Arrays.fill(least, Long.MAX_VALUE);
  }

  void add(long waitNanos, long nowNanos) {
    turnTo(nowNanos);
    int place = place(part);
    least[place] = Math.min(least[place], waitNanos);
  }

  /** {@link Long#MAX_VALUE} if nothing is known. */
  long nanos(long nowNanos) {
    turnTo(nowNanos);
    return Arrays.stream(least).min().orElse(Long.MAX_VALUE);
  }

  private void turnTo(long nowNanos) {
    long now = Math.floorDiv(nowNanos, PART_NANOS);
    if (part == Long.MIN_VALUE || now - part >= PARTS) {
      Arrays.fill(least, Long.MAX_VALUE);
    } else {
      for (long passed = part + 1; passed <= now; passed++) {
        least[place(passed)] = Long.MAX_VALUE;
      }
    }
    part = Math.max(now, part);
  }

  private static int place(long part) {
    return (int) Math.floorMod(part, (long) PARTS);
  }
}
