package network.lumora.agent.allowance;

import java.util.concurrent.TimeUnit;

/**
 * Tokens of one byte each, filled at a rate and never above the burst. One thread; the caller
 * brings the time.
 */
final class Bucket {
  /** A burst of a quarter of a second is not felt by others; below this a page would crawl. */
  private static final long MIN_BURST_BYTES = 64 * 1024;

  private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

  private long rate;
  private double tokens;
  private long filledAtNanos;

  /**
   * @param bytesPerSecond 0 is no limit
   */
  Bucket(long bytesPerSecond, long nowNanos) {
    this.rate = bytesPerSecond;
    this.tokens = burst();
    this.filledAtNanos = nowNanos;
  }

  void setRate(long bytesPerSecond, long nowNanos) {
    fill(nowNanos);
    rate = bytesPerSecond;
    tokens = Math.min(tokens, burst());
  }

  /** How long until {@code bytes} may be taken; 0 or less is now. */
  long nanosUntil(int bytes, long nowNanos) {
    if (rate == 0) {
      return 0;
    }
    fill(nowNanos);
    double missing = Math.min(bytes, burst()) - tokens;
    return missing <= 0 ? 0 : (long) Math.ceil(missing * NANOS_PER_SECOND / rate);
  }

  void take(int bytes) {
    if (rate != 0) {
      tokens -= bytes;
    }
  }

  private double burst() {
    return (double) Math.max(MIN_BURST_BYTES, rate / 4);
  }

  private void fill(long nowNanos) {
    var elapsed = (double) Math.max(0, nowNanos - filledAtNanos);
    filledAtNanos = nowNanos;
    tokens = Math.min(burst(), tokens + elapsed * rate / NANOS_PER_SECOND);
  }
}
