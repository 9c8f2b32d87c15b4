package network.lumora.systemtests.bench.bandwidth.ledbat;

/**
 * How many bytes may be under way: the pseudocode of RFC 6817, 2.4.2, with the names it has there.
 */
final class LedbatWindow {
  private static final double GAIN = 1;
  private static final int INIT_CWND = 2;
  private static final int MIN_CWND = 2;
  private static final int ALLOWED_INCREASE = 1;

  /** Until a round trip is measured; later by RFC 6298, which bids never to wait less. */
  private static final long FIRST_CTO_NANOS = 1_000_000_000L;

  private static final long CLOCK_NANOS = 1_000_000;

  private final long targetMicros;
  private final int mss;
  private final DelayHistory delays;
  private double cwnd;
  private long flightSize;
  private long ctoNanos = FIRST_CTO_NANOS;
  private long srttNanos;
  private long rttVarNanos;
  private long lossUntilNanos;

  LedbatWindow(long targetMicros, int mss, long nowNanos) {
    this.targetMicros = targetMicros;
    this.mss = mss;
    this.delays = new DelayHistory(nowNanos);
    this.cwnd = INIT_CWND * (double) mss;
    this.lossUntilNanos = nowNanos;
  }

  boolean allows(int bytes) {
    return flightSize + bytes <= cwnd;
  }

  void sent(int bytes) {
    flightSize += bytes;
  }

  void acked(int bytesNewlyAcked, long delayMicros, long rttNanos, long nowNanos) {
    delays.add(delayMicros, nowNanos);
    double offTarget = (double) (targetMicros - delays.queuingMicros()) / targetMicros;
    cwnd += GAIN * offTarget * bytesNewlyAcked * mss / cwnd;
    cwnd = Math.min(cwnd, flightSize + ALLOWED_INCREASE * (double) mss);
    cwnd = Math.max(cwnd, least());
    flightSize -= bytesNewlyAcked;
    updateCto(rttNanos);
  }

  private double least() {
    return MIN_CWND * (double) mss;
  }

  private void updateCto(long rttNanos) {
    if (srttNanos == 0) {
      srttNanos = rttNanos;
      rttVarNanos = rttNanos / 2;
    } else {
      rttVarNanos = (3 * rttVarNanos + Math.abs(srttNanos - rttNanos)) / 4;
      srttNanos = (7 * srttNanos + rttNanos) / 8;
    }
    ctoNanos = Math.max(FIRST_CTO_NANOS, srttNanos + Math.max(CLOCK_NANOS, 4 * rttVarNanos));
  }

  /** Bytes are lost and not sent again; halves at most once in a round trip. */
  void lost(int bytes, long nowNanos) {
    flightSize -= bytes;
    if (nowNanos - lossUntilNanos >= 0) {
      cwnd = Math.min(cwnd, Math.max(cwnd / 2, least()));
      lossUntilNanos = nowNanos + srttNanos;
    }
  }

  /** Nothing was acknowledged for {@link #ctoNanos}: all that was under way is given up. */
  void timedOut() {
    cwnd = mss;
    ctoNanos *= 2;
    flightSize = 0;
  }

  long ctoNanos() {
    return ctoNanos;
  }

  double cwnd() {
    return cwnd;
  }

  long flightSize() {
    return flightSize;
  }

  long queuingMicros() {
    return delays.queuingMicros();
  }
}
