package network.lumora.bridge.pairing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a browser can be paired now.
 *
 * @param client who was paired
 */
public record WindowState(
    State state, @Nullable Instant expiresAt, int triesLeft, @Nullable Client client) {
  public enum State {
    OPEN,
    /** Never opened, closed by hand, or its time is over. */
    CLOSED,
    PAIRED,
    /** Wrong codes used up the tries. */
    FAILED
  }
}
