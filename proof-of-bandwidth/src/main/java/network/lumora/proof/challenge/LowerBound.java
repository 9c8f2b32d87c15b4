package network.lumora.proof.challenge;

import network.lumora.protocol.units.BytesPerSecond;

/**
 * What a line did at least, whatever its prover says of times.
 *
 * <p>No byte is acknowledged before it was sent, and each is needed for the transcript: so all of
 * them crossed the line between the first sending and the last acknowledgement. Two things are
 * taken off. Some bytes may have crossed at once because the line had saved up tokens while it
 * rested: up to {@link #BURST_BYTES}. And the way there and back takes time: as much as is known of
 * it from elsewhere, at most a tenth of the time that passed.
 *
 * <p>A prover with a shorter way than is believed gains at most 1 / (1 - 1/10) = 1.11 by that.
 *
 * <p>The burst is charged only on what was not proven before: a line that is known to do a rate
 * needs no burst for doing it again. Decision 0018.
 */
public record LowerBound(long rttFloorNanos, BytesPerSecond provenBefore) {
  /** What a token bucket may let through at once, in bytes; larger ones are seldom met at homes. */
  public static final long BURST_BYTES = 64 * 1024;

  /** The part of the time that passed which the way may be credited with, as a divisor. */
  private static final int MAX_CREDIT = 10;

  private static final double NANOS_PER_SECOND = 1e9;

  public LowerBound {
    if (rttFloorNanos < 0) {
      throw new IllegalArgumentException("a way takes no negative time: " + rttFloorNanos);
    }
  }

  /**
   * @param bytes that were acknowledged, on the line
   * @param elapsedNanos from the first sending to the last acknowledgement, on one clock
   */
  public BytesPerSecond of(long bytes, long elapsedNanos) {
    if (elapsedNanos <= 0) {
      return new BytesPerSecond(0);
    }
    long counted = elapsedNanos - credit(elapsedNanos);
    long unproven = rate(Math.max(0, bytes - BURST_BYTES), counted);
    long provenAgain = Math.min(rate(bytes, counted), provenBefore.count());
    return new BytesPerSecond(Math.max(unproven, provenAgain));
  }

  private long credit(long elapsedNanos) {
    return Math.min(rttFloorNanos, elapsedNanos / MAX_CREDIT);
  }

  private static long rate(long bytes, long nanos) {
    return (long) (bytes * NANOS_PER_SECOND / nanos);
  }
}
