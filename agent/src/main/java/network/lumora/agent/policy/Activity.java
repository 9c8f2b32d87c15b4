package network.lumora.agent.policy;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is known of the user. Immutable.
 *
 * @param until when each kind of activity ends, or has ended, as a browser told
 */
public record Activity(Map<Kind, Instant> until, Presence presence) {
  public static final Activity UNKNOWN = new Activity(Map.of(), new Presence.Unknown());

  /** What a browser can tell. */
  public enum Kind {
    NAVIGATION,
    MEDIA,
    CALL,
    /** Keyboard or mouse; counts where work waits until the user is away. */
    INPUT
  }

  /** What the desktop says. */
  public sealed interface Presence {
    record Unknown() implements Presence {}

    record Here() implements Presence {}

    record AwaySince(Instant at) implements Presence {}
  }

  public Activity {
    until = Map.copyOf(until);
  }

  Optional<Instant> endOf(Kind kind, Instant now) {
    return Optional.ofNullable(until.get(kind)).filter(now::isBefore);
  }

  /** When the user was last seen, or will have been; empty if nobody tells. */
  Optional<Instant> lastSeen(boolean withHints) {
    var away =
        presence instanceof Presence.AwaySince(var at) ? Stream.of(at) : Stream.<Instant>empty();
    var told = withHints ? until.values().stream() : Stream.<Instant>empty();
    return Stream.concat(away, told).max(Instant::compareTo);
  }
}
