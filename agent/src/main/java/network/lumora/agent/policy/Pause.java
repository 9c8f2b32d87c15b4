package network.lumora.agent.policy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The host wants no work now.
 *
 * @param until null until resumed by hand
 */
public record Pause(@Nullable Instant until, Mode mode) {
  /** What becomes of work under way. */
  public enum Mode {
    /** It stops at once. */
    NOW,
    /** It may end; none is begun. */
    FINISH
  }

  /** Stops at once. */
  public static Pause now(@Nullable Instant until) {
    return new Pause(until, Mode.NOW);
  }

  public boolean holdsAt(Instant now) {
    return until == null || now.isBefore(until);
  }
}
