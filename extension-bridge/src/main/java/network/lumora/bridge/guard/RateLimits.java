package network.lumora.bridge.guard;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Calls per second for each caller, by token buckets. Thread-safe. */
final class RateLimits {
  private static final double NANOS_PER_SECOND = 1e9;

  /** Twice the clients there can be. */
  private static final int MAX_BUCKETS = 64;

  /**
   * How fast calls may come.
   *
   * @param burst calls at once
   */
  record Rate(double perSecond, double burst) {}

  private static final class Bucket {
    private double tokens;
    private long filledAt;

    private Bucket(double tokens, long filledAt) {
      this.tokens = tokens;
      this.filledAt = filledAt;
    }
  }

  private final LongSupplier nanos;
  private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

  RateLimits(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** False if the caller must wait. */
  synchronized boolean take(String caller, Rate rate) {
    long now = nanos.getAsLong();
    var bucket = buckets.computeIfAbsent(caller, _ -> new Bucket(rate.burst(), now));
    if (buckets.size() > MAX_BUCKETS) {
      buckets.remove(buckets.keySet().iterator().next());
    }
    double seconds = Math.max(0, now - bucket.filledAt) / NANOS_PER_SECOND;
    bucket.tokens = Math.min(rate.burst(), bucket.tokens + seconds * rate.perSecond());
    bucket.filledAt = now;
    if (bucket.tokens < 1) {
      return false;
    }
    bucket.tokens--;
    return true;
  }
}
