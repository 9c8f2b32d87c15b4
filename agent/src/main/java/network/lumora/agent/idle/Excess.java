package network.lumora.agent.idle;

import java.util.concurrent.TimeUnit;

/**
 * What the line carries beside ours in one direction, and whether it grows too fast. What we have
 * written and the kernel still keeps makes it fall and come back, so it is compared with the most
 * it was, never with the least. Not thread-safe.
 */
final class Excess {
  /** At looks each 2 ms, more than the longest span looks back. */
  private static final int KEPT = 64;

  /** A sudden start is seen over the short one, a slow one over the long. */
  private static final long[] SPANS_NANOS = {
    TimeUnit.MILLISECONDS.toNanos(20), TimeUnit.MILLISECONDS.toNanos(100)
  };

  /** Before a span begins; writes that wait in the kernel have come through by then. */
  private static final long REFERENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** Ticks are a little early or late. */
  private static final long JITTER_NANOS = TimeUnit.MILLISECONDS.toNanos(3);

  /** Two packets: somebody asks for a name or says that they are there. */
  private static final double SLACK_BYTES = 2 * 1514.0;

  /**
   * Of so many looks the greatest is left out: now and then one falls between a read of ours and
   * its count, and would hide others for a tenth of a second.
   */
  private static final int FEW = 4;

  private final boolean remembers;
  private final long[] atNanos = new long[KEPT];
  private final double[] most = new double[KEPT];
  private int count;
  private double mostBefore = Double.NEGATIVE_INFINITY;

  private Excess(boolean remembers) {
    this.remembers = remembers;
  }

  /** Compares with the last moments, for traffic that goes on for hours. */
  static Excess ofLate() {
    return new Excess(false);
  }

  /** Compares with all since it was made to forget. */
  static Excess sinceBegin() {
    return new Excess(true);
  }

  void forget() {
    count = 0;
    mostBefore = Double.NEGATIVE_INFINITY;
  }

  /**
   * Adds a reading, and tells whether others moved more than the rate.
   *
   * @param least of others' bytes so far, with ours as many as they can be
   * @param greatest of others' bytes so far, with ours as few as they can be
   */
  boolean grows(long nowNanos, double least, double greatest, double bytesPerSecond) {
    boolean grows = false;
    for (long span : SPANS_NANOS) {
      grows |= grows(nowNanos, least, bytesPerSecond, span);
    }
    if (remembers && count >= KEPT) {
      mostBefore = Math.max(mostBefore, most[count % KEPT]);
    }
    atNanos[count % KEPT] = nowNanos;
    most[count % KEPT] = greatest;
    count++;
    return grows;
  }

  private boolean grows(long nowNanos, double least, double bytesPerSecond, long spanNanos) {
    double reference = mostBefore;
    double second = mostBefore;
    int looks = 0;
    long youngest = Long.MAX_VALUE;
    for (int i = Math.max(0, count - KEPT); i < count; i++) {
      long age = nowNanos - atNanos[i % KEPT];
      if (age >= spanNanos - JITTER_NANOS && (remembers || age <= spanNanos + REFERENCE_NANOS)) {
        double seen = most[i % KEPT];
        second = Math.max(second, Math.min(seen, reference));
        reference = Math.max(reference, seen);
        youngest = Math.min(youngest, age);
        looks++;
      }
    }
    double before = remembers || looks < FEW ? reference : second;
    double free = SLACK_BYTES + bytesPerSecond * youngest / TimeUnit.SECONDS.toNanos(1);
    return youngest != Long.MAX_VALUE && least - before > free;
  }
}
