package network.lumora.systemtests.bed;

/**
 * How well the delay has kept its time since it was last asked, the worse of both directions.
 *
 * @param how what makes the delay: the kernel's netem, our own line, or none
 * @param p99LateMicros later than due, for one packet in a hundred
 * @param worstLateMicros a figure that was taken while this was large is about the computer, not
 *     the line
 * @param dropped packets the line had no room for
 */
public record DelayReport(String how, long p99LateMicros, long worstLateMicros, long dropped) {
  static DelayReport punctual(String how) {
    return new DelayReport(how, 0, 0, 0);
  }
}
