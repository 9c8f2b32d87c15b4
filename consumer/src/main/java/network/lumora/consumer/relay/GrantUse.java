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
  /** Of its time and of its bytes. */
  private static final double NEARLY = 7 / 8.0;

  boolean isNearlyOver(long nanos) {
    var life = Duration.between(terms.notBefore(), terms.notAfter());
    return nanos - begunNanos >= NEARLY * life.toNanos()
        || bytes.getAsLong() >= NEARLY * terms.maxBytes().count();
  }
}
