package network.lumora.bridge.agent;

/**
 * The user does something in the browser; what and where is not told.
 *
 * @param seconds how long it counts without another word, 0 to 300
 */
public record ActivityHint(Kind kind, boolean active, int seconds) {
  private static final int MAX_SECONDS = 300;

  public enum Kind {
    NAVIGATION,
    MEDIA,
    CALL,
    INPUT
  }

  public ActivityHint {
    if (seconds < 0 || seconds > MAX_SECONDS) {
      throw new IllegalArgumentException("seconds is 0 to " + MAX_SECONDS + ", not " + seconds);
    }
  }
}
