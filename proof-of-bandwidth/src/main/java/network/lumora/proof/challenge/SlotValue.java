package network.lumora.proof.challenge;

import network.lumora.protocol.units.BytesPerSecond;

/**
 * What one slot says of a line.
 *
 * @param estimate how fast it is if the times are true
 * @param lowerBound what it did at least, even if they are not
 */
public record SlotValue(BytesPerSecond estimate, BytesPerSecond lowerBound) {

  /**
   * Of a slot's progress, on the clock of the challenger alone.
   *
   * @param sinceNanos when the first byte was sent, or was asked for
   */
  public static SlotValue of(Progress progress, long sinceNanos, LowerBound bound) {
    if (progress.size() == 0) {
      return new SlotValue(new BytesPerSecond(0), new BytesPerSecond(0));
    }
    return new SlotValue(
        Estimate.of(progress), bound.of(progress.totalBytes(), progress.lastNanos() - sinceNanos));
  }

  /** What is paid for: the smaller of the two. */
  public BytesPerSecond proven() {
    return estimate.compareTo(lowerBound) <= 0 ? estimate : lowerBound;
  }
}
