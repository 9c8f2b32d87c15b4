package network.lumora.agent.challenge;

import java.util.concurrent.TimeUnit;

/**
 * When what ends a slot is said again: soon at first, since a datagram may be lost, then less and
 * less often, until it is no use any more. One thread.
 */
final class Closing {
  /** A line's queue and way there and back together are seldom longer. */
  static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(1_500);

  private static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(4);
  private static final long MAX_NANOS = TimeUnit.MILLISECONDS.toNanos(64);

  private final long endNanos;
  private long nextNanos;
  private long pauseNanos = FIRST_NANOS;

  Closing(long beginNanos) {
    nextNanos = beginNanos;
    endNanos = beginNanos + PATIENCE_NANOS;
  }

  /** Whether to say it now; if so, the next time is later. */
  boolean isDue(long nanos) {
    if (nanos < nextNanos) {
      return false;
    }
    nextNanos = nanos + pauseNanos;
    pauseNanos = Math.min(2 * pauseNanos, MAX_NANOS);
    return true;
  }

  long nextNanos() {
    return nextNanos;
  }

  boolean isNoUse(long nanos) {
    return nanos >= endNanos;
  }
}
