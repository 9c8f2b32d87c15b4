package network.lumora.bridge.agent;

import org.jspecify.annotations.Nullable;

/**
 * Asks for a pause.
 *
 * @param seconds 0 until resumed by hand
 * @param mode null is {@link Mode#NOW}
 */
public record PauseRequest(long seconds, @Nullable Mode mode) {
  /** What becomes of the tasks that run. */
  public enum Mode {
    /** They stop. */
    NOW,
    /** They may end; nothing new begins. */
    FINISH
  }

  /** A year: longer is meant to be until further notice. */
  public static final long MAX_SECONDS = 366L * 24 * 3600;

  public PauseRequest {
    if (seconds < 0 || seconds > MAX_SECONDS) {
      throw new IllegalArgumentException(
          "a pause lasts 0 (until resumed) to " + MAX_SECONDS + " seconds, not " + seconds);
    }
  }

  public boolean finishes() {
    return mode == Mode.FINISH;
  }
}
