package network.lumora.agent.policy;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * How work gives way to the user.
 *
 * @param onlyWhenIdle no work is begun before the user has been away for {@code idleMinutes}
 * @param hints what a browser tells of the user's activity is heeded
 * @param lineBusyBytesPerSecond no work is begun while the line carries more than this beside ours
 */
public record Idle(
    boolean onlyWhenIdle, int idleMinutes, boolean hints, OptionalLong lineBusyBytesPerSecond) {
  private static final int MAX_MINUTES = 60;

  /** A resting computer's chatter is not the user's traffic. */
  private static final long MIN_LINE_BYTES = 1_000;

  public Idle {
    if (idleMinutes < 1 || idleMinutes > MAX_MINUTES) {
      throw new IllegalArgumentException(
          "idle minutes are from 1 to " + MAX_MINUTES + ", not " + idleMinutes);
    }
    if (lineBusyBytesPerSecond.isPresent() && lineBusyBytesPerSecond.getAsLong() < MIN_LINE_BYTES) {
      throw new IllegalArgumentException(
          "a line is busy from at least "
              + MIN_LINE_BYTES
              + " bytes per second, not "
              + lineBusyBytesPerSecond.getAsLong());
    }
  }

  Duration time() {
    return Duration.ofMinutes(idleMinutes);
  }
}
