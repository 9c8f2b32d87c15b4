package network.lumora.systemtests.bed;

import java.time.Duration;
import java.util.List;
import network.lumora.protocol.units.BytesPerSecond;

/** The parameters of a {@code tbf} queue, tc-tbf(8). */
record TokenBucket(long rateBytesPerSecond, long burstBytes, long limitBytes) {
  /** Some 13 full frames: what a slow line's modem passes at once. */
  private static final long LEAST_BURST_BYTES = 20_000;

  /**
   * A timer of 4 ms (HZ=250) may be late by a tick; 2 ms of tokens have proved enough with precise
   * timers.
   */
  private static final long BURST_MILLIS = 2;

  /** A queue shorter than this drops single bursts of ordinary senders. */
  private static final long LEAST_QUEUE_BYTES = 15_000;

  static TokenBucket of(BytesPerSecond rate, Duration buffer) {
    long burst = Math.max(LEAST_BURST_BYTES, rate.count() * BURST_MILLIS / 1_000);
    long queue = Math.max(LEAST_QUEUE_BYTES, rate.count() * buffer.toMillis() / 1_000);
    return new TokenBucket(rate.count(), burst, queue);
  }

  /** The end of a {@code tc qdisc} command; tc's {@code bps} are bytes per second. */
  List<String> words() {
    return List.of(
        "tbf",
        "rate",
        rateBytesPerSecond + "bps",
        "burst",
        "" + burstBytes,
        "limit",
        "" + limitBytes);
  }
}
