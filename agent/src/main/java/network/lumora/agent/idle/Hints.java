package network.lumora.agent.idle;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import network.lumora.agent.policy.Activity;

/**
 * What browser and desktop have told of the user: for each kind when it ends, and nothing else.
 * Thread-safe.
 */
public final class Hints {
  /** However long a browser says that it lasts: it can say so again. */
  public static final Duration LONGEST = Duration.ofMinutes(5);

  private final Map<Activity.Kind, Instant> until = new EnumMap<>(Activity.Kind.class);
  private Activity.Presence presence = new Activity.Presence.Unknown();

  /** The user does it for so long. */
  public synchronized Activity active(Activity.Kind kind, Duration lasts, Instant now) {
    until.put(kind, now.plus(lasts.compareTo(LONGEST) < 0 ? lasts : LONGEST));
    return activity();
  }

  /** The user no longer does it. */
  public synchronized Activity over(Activity.Kind kind, Instant now) {
    until.merge(kind, now, (before, end) -> before.isBefore(end) ? before : end);
    return activity();
  }

  public synchronized Activity present(Activity.Presence told) {
    presence = told;
    return activity();
  }

  /** Hints are no longer wanted. */
  public synchronized Activity forget() {
    until.clear();
    return activity();
  }

  public synchronized Activity activity() {
    return new Activity(until, presence);
  }
}
