package network.lumora.agent.work;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps one offer that comes again and again from filling the journal: what moved no byte is noted
 * once in a while. Thread-safe.
 */
final class BlockedNotes {
  private static final Duration WHILE = Duration.ofMinutes(10);
  private static final int MAX_REMEMBERED = 1_000;

  private record What(String coordinator, String host, String rule) {}

  private final Map<What, Instant> noted =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<What, Instant> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  /** Whether to note it; it counts as noted from now on. */
  synchronized boolean isNews(String coordinator, String host, String rule, Instant now) {
    var what = new What(coordinator, host, rule);
    var last = noted.get(what);
    if (last != null && now.isBefore(last.plus(WHILE)) && !now.isBefore(last)) {
      return false;
    }
    noted.remove(what);
    noted.put(what, now);
    return true;
  }
}
