package network.lumora.agent.allowance;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The host wants no work now.
 *
 * @param until null until resumed by hand
 */
public record Pause(@Nullable Instant until) {
  boolean holdsAt(Instant now) {
    return until == null || now.isBefore(until);
  }
}
