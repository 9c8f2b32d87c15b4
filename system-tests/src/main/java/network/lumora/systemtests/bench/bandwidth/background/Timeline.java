package network.lumora.systemtests.bench.bandwidth.background;

import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** Bytes by time, in steps of a millisecond, for ten minutes; any thread adds. */
public final class Timeline {
  private static final long STEP_NANOS = 1_000_000;
  private static final int STEPS = 600_000;

  private final long startNanos;
  private final AtomicLongArray bytes = new AtomicLongArray(STEPS);

  /** Times are of {@code System.nanoTime}, from here on. */
  public Timeline(long startNanos) {
    this.startNanos = startNanos;
  }

  public void add(long nanos, long count) {
    int step = step(nanos);
    if (0 <= step && step < STEPS) {
      bytes.addAndGet(step, count);
    }
  }

  private int step(long nanos) {
    return Math.clamp(Math.floorDiv(nanos - startNanos, STEP_NANOS), -1, STEPS);
  }

  /**
   * In whole steps: from the one that holds the first time to before the one that holds the second.
   */
  public long between(long fromNanos, long toNanos) {
    long sum = 0;
    for (int i = Math.max(0, step(fromNanos)); i < step(toNanos); i++) {
      sum += bytes.get(i);
    }
    return sum;
  }

  /** When the first window begins that has fewer bytes than {@code count}. */
  public OptionalLong firstBelow(long count, long windowNanos, long fromNanos, long toNanos) {
    for (long at = fromNanos; at + windowNanos <= toNanos; at += STEP_NANOS) {
      if (between(at, at + windowNanos) < count) {
        return OptionalLong.of(at);
      }
    }
    return OptionalLong.empty();
  }

  /** When the first window begins that has more bytes than {@code count}. */
  public OptionalLong firstAbove(long count, long windowNanos, long fromNanos, long toNanos) {
    for (long at = fromNanos; at + windowNanos <= toNanos; at += STEP_NANOS) {
      if (between(at, at + windowNanos) > count) {
        return OptionalLong.of(at);
      }
    }
    return OptionalLong.empty();
  }

  /** How often bytes fell below {@code count} in a window, from one window to the next. */
  public int dips(long count, long windowNanos, long fromNanos, long toNanos) {
    int dips = 0;
    boolean wasBelow = false;
    for (long at = fromNanos; at + windowNanos <= toNanos; at += windowNanos) {
      boolean isBelow = between(at, at + windowNanos) < count;
      dips += isBelow && !wasBelow ? 1 : 0;
      wasBelow = isBelow;
    }
    return dips;
  }
}
