package network.lumora.coordinator.registry;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The sites that one agent's host does not take, as far as it has said so. Guarded by {@link
 * Agents}.
 */
final class Avoided {
  /** The host may change the rules meanwhile; one wasted offer an hour is little. */
  private static final Duration HOLDS = Duration.ofHours(1);

  /** What is forgotten costs one more offer. */
  private static final int MAX_SITES = 1_000;

  private final Map<String, Instant> untilBySite =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > MAX_SITES;
        }
      };

  void add(String site, Instant now) {
    untilBySite.put(site, now.plus(HOLDS));
  }

  boolean contains(String site, Instant now) {
    var until = untilBySite.get(site);
    return until != null && now.isBefore(until);
  }
}
