package network.lumora.consumer.relay;

import java.time.Duration;
import java.util.function.LongSupplier;
import network.lumora.proof.grant.Terms;

/**
 * How far a grant is used, by its payer's count and ticker: before it is over there is time for the
 * next one. Thread-safe.
 *
 * @param begunNanos when it came
 * @param bytes that were moved under it, in both directions
 */
record GrantUse(Terms terms, long begunNanos, LongSupplier bytes) {
  private static final int EIGHTHS = 8;

  /** The agent leaves two windows of a grant for what may be on its way; two more are in time. */
  private static final int LEAST_WINDOWS = 4;

  /** Whether no more than an eighth is left: to change now is in time. */
  boolean isNearlyOver(long nanos) {
    long last = terms.maxBytes().count() / EIGHTHS;
    long least = LEAST_WINDOWS * terms.windowBytes().count();
    return isUsed(7, nanos)
        || bytes.getAsLong() >= terms.maxBytes().count() - Math.max(last, least);
  }

  /** Whether half is left at most: what begins now might not come to its end. */
  boolean isHalfOver(long nanos) {
    return isUsed(EIGHTHS / 2, nanos);
  }

  private boolean isUsed(int eighths, long nanos) {
    long life = Duration.between(terms.notBefore(), terms.notAfter()).toNanos();
    return nanos - begunNanos >= life / EIGHTHS * eighths
        || bytes.getAsLong() >= terms.maxBytes().count() / EIGHTHS * eighths;
  }
}
