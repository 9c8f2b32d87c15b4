package network.lumora.agent.idle;

import java.time.Instant;
import java.util.Optional;

/**
 * How work behaves on the line now, and why.
 *
 * @param isTransferring work moves bytes, or did within the last second
 * @param why empty while running
 * @param until the hold ends then if nobody is seen meanwhile
 * @param capacity what the line is believed to carry; empty if that was not proven of late
 */
public record Standing(
    Stance stance,
    boolean isTransferring,
    Optional<Signal> why,
    Optional<Instant> until,
    Optional<Capacity> capacity) {

  /** Nothing is measured, and nothing moves. */
  public static final Standing UNKNOWN =
      new Standing(Stance.RUN, false, Optional.empty(), Optional.empty(), Optional.empty());

  /** For people, in English. */
  public String text() {
    var because = why.map(Signal::words).orElse("");
    return switch (stance) {
      case RUN ->
          capacity.isPresent()
              ? "uses what is idle"
              : "uses the line with care: what it carries is not proven yet";
      case HOLD -> "yielding: " + because + " has ended; back in a moment";
      case YIELD -> "yielding: " + because + "; back 0.4 s after it ends";
    };
  }
}
