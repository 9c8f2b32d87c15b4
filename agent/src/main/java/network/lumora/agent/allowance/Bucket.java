package network.lumora.agent.allowance;

import java.util.concurrent.TimeUnit;
import network.lumora.protocol.units.BytesPerSecond;

/**
 * Tokens of one byte each, filled at a rate and never above the burst. One thread; the caller
 * brings the time.
 */
final class Bucket {
  /** A quarter of a second: not felt by others, and little beside ten seconds at the rate. */
  static final long USUAL_BURST_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  /** Where the line is known: less waits before it than a listener hears. */
  static final long PACED_BURST_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

  private long rate;
  private long burstNanos = USUAL_BURST_NANOS;
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

  boolean hasRate(BytesPerSecond wanted) {
    return rate == wanted.count();
  }

  void setBurst(long nanosOfRate) {
    burstNanos = nanosOfRate;
  }

  /** A bucket that had no limit begins empty: what was taken so far is not known. */
  void setRate(long bytesPerSecond, long nowNanos) {
    boolean hadLimit = rate != 0;
    fill(nowNanos);
    rate = bytesPerSecond;
    tokens = hadLimit ? Math.min(tokens, burst()) : 0;
  }

  /** What is taken at once of so many: no take is longer than a burst, where there is a limit. */
  int chunk(int bytes) {
    return rate == 0
        ? bytes
        : Math.clamp((long) burst(), 1, Math.min(bytes, Allowance.CHUNK_BYTES));
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
    return (double) rate * burstNanos / NANOS_PER_SECOND;
  }

  private void fill(long nowNanos) {
    var elapsed = (double) Math.max(0, nowNanos - filledAtNanos);
    filledAtNanos = nowNanos;
    tokens = Math.min(burst(), tokens + elapsed * rate / NANOS_PER_SECOND);
  }
}
