package network.lumora.systemtests.bench.bandwidth.ledbat;

import java.util.Arrays;

/**
 * One-way delays: the least of some minutes, and the least of the last few (RFC 6817, 2.4.2 and
 * 3.4).
 */
final class DelayHistory {
  /** BASE_HISTORY: minutes that a base delay is believed. */
  static final int BASE_MINUTES = 10;

  /** CURRENT_FILTER: samples, of which the least is taken. */
  static final int CURRENT_SAMPLES = 4;

  private static final long MINUTE_NANOS = 60_000_000_000L;

  private final long[] baseMicros = new long[BASE_MINUTES];
  private final long[] currentMicros = new long[CURRENT_SAMPLES];
  private long minute;
  private int samples;

  DelayHistory(long nowNanos) {
    Arrays.fill(baseMicros, Long.MAX_VALUE);
    Arrays.fill(currentMicros, Long.MAX_VALUE);
    this.minute = Math.floorDiv(nowNanos, MINUTE_NANOS);
  }

  void add(long delayMicros, long nowNanos) {
    rollOver(Math.floorDiv(nowNanos, MINUTE_NANOS));
    baseMicros[0] = Math.min(baseMicros[0], delayMicros);
    currentMicros[samples++ % CURRENT_SAMPLES] = delayMicros;
  }

  private void rollOver(long now) {
    for (; minute < now; minute++) {
      System.arraycopy(baseMicros, 0, baseMicros, 1, BASE_MINUTES - 1);
      baseMicros[0] = Long.MAX_VALUE;
    }
  }

  /** How long the newest packets stood in queues; zero before the first sample. */
  long queuingMicros() {
    return samples == 0 ? 0 : least(currentMicros) - least(baseMicros);
  }

  private static long least(long[] values) {
    return Arrays.stream(values).min().orElseThrow();
  }
}
