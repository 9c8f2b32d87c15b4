package network.lumora.proof.challenge;

import java.util.concurrent.TimeUnit;
import network.lumora.protocol.units.BytesPerSecond;

/**
 * When each datagram of a slot is sent; both ends compute it from rate and duration.
 *
 * <p>A slot begins with more than its rate, four times as fast, until {@link #excessBytes} are
 * ahead. That empties a token bucket within the quarter that does not count, or stands in the
 * line's queue and keeps it busy. Then it goes on at its rate.
 *
 * @param rate of the datagrams on the line
 * @param durationNanos over which they are sent
 */
public record SlotShape(BytesPerSecond rate, long durationNanos, Carrier carrier) {
  /** Also bounds what either end sets aside for a slot. */
  public static final int MAX_DATAGRAMS = 16_384;

  public static final long MAX_DURATION_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** Faster lines have larger buckets. */
  static final double EXCESS_SECONDS = 0.003;

  /** Of the bytes that the rate gives over the duration. */
  private static final int MAX_EXCESS_PERCENT = 36;

  private static final int LEAD_SPEED = 4;
  private static final double NANOS_PER_SECOND = 1e9;

  public SlotShape {
    if (rate.count() <= 0) {
      throw new IllegalArgumentException("a slot has a rate, not " + rate.count());
    }
    if (durationNanos <= 0 || durationNanos > MAX_DURATION_NANOS) {
      throw new IllegalArgumentException(
          "a slot takes more than 0 and at most 10 s, not %d ns".formatted(durationNanos));
    }
  }

  public static SlotShape ofMillis(BytesPerSecond rate, int durationMillis, Carrier carrier) {
    return new SlotShape(rate, TimeUnit.MILLISECONDS.toNanos(durationMillis), carrier);
  }

  /** How many bytes come before their time at the slot's begin. */
  public long excessBytes() {
    long wanted = Math.max(LowerBound.BURST_BYTES, (long) (rate.count() * EXCESS_SECONDS));
    return Math.min(wanted, steadyBytes() * MAX_EXCESS_PERCENT / 100);
  }

  private long steadyBytes() {
    return (long) (rate.count() * (durationNanos / NANOS_PER_SECOND));
  }

  /** At least one, at most {@link #MAX_DATAGRAMS}: then the slot is shorter than its duration. */
  public int datagrams() {
    long wanted = (steadyBytes() + excessBytes()) / onTheLine();
    return (int) Math.max(1, Math.min(wanted, MAX_DATAGRAMS));
  }

  private int onTheLine() {
    return carrier.onTheLine(Keystream.DATAGRAM_BYTES);
  }

  /** How long after the slot's begin the datagram is due, counted from 0. */
  public long dueNanos(int datagram) {
    long bytes = (long) datagram * onTheLine();
    long lead = excessBytes() * LEAD_SPEED / (LEAD_SPEED - 1);
    double after =
        bytes <= lead
            ? bytes / ((double) rate.count() * LEAD_SPEED)
            : (bytes - excessBytes()) / (double) rate.count();
    return (long) (after * NANOS_PER_SECOND);
  }
}
