package network.lumora.proof.challenge;

import java.util.concurrent.TimeUnit;

/**
 * Whether what a prover sends was made just before. The challenger sends a nonce every {@link
 * #PERIOD_NANOS}; bytes made with one count while it is the newest, and as long after as they may
 * stand in the line's queue.
 */
public final class Freshness {
  public static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private static final long MIN_QUEUE_NANOS = TimeUnit.MILLISECONDS.toNanos(60);

  /**
   * The queue grows over a slot by as much as its rate is above the line's, which may have fallen.
   */
  private static final int QUEUE_PERCENT = 60;

  private final long graceNanos;

  public Freshness(long durationNanos, long rttFloorNanos) {
    graceNanos = MIN_QUEUE_NANOS + durationNanos * QUEUE_PERCENT / 100 + rttFloorNanos;
  }

  /**
   * @param nanos when the bytes came
   * @param nextNonceNanos when the nonce after theirs was sent
   */
  public boolean isFresh(long nanos, long nextNonceNanos) {
    return nanos - nextNonceNanos <= graceNanos;
  }
}
