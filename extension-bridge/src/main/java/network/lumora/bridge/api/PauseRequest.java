package network.lumora.bridge.api;

/**
 * Asks for a pause.
 *
 * @param seconds 0 until resumed by hand
 */
public record PauseRequest(long seconds) {
  /** A year: longer is meant to be until further notice. */
  public static final long MAX_SECONDS = 366L * 24 * 3600;

  public PauseRequest {
    if (seconds < 0 || seconds > MAX_SECONDS) {
      throw new IllegalArgumentException(
          "a pause lasts 0 (until resumed) to " + MAX_SECONDS + " seconds, not " + seconds);
    }
  }
}
