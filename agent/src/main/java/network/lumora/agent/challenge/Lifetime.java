package network.lumora.agent.challenge;

import java.util.concurrent.TimeUnit;

/** How long an end waits for the other one. One thread. */
final class Lifetime {
  /** The other end says what ends a slot for so long; then it is gone. */
  private static final long SILENCE_NANOS =
      Closing.PATIENCE_NANOS + TimeUnit.MILLISECONDS.toNanos(500);

  private long endNanos;

  /**
   * @param giveUpNanos if nothing is heard until then
   */
  Lifetime(long giveUpNanos) {
    endNanos = giveUpNanos;
  }

  void heard(long nanos) {
    endNanos = nanos + SILENCE_NANOS;
  }

  long endNanos() {
    return endNanos;
  }

  boolean isOver(long nanos) {
    return nanos >= endNanos;
  }
}
