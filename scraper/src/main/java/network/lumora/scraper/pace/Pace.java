package network.lumora.scraper.pace;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** One request at a time for each site, and quiet between two. Thread-safe. */
public final class Pace {
  /** Sites remembered at once; a few kilobytes each would be 1 MiB. */
  static final int MOST_SITES = 4_096;

  private final LongSupplier nanos;
  private final Waiting waiting;
  private final Map<String, Site> sites = new HashMap<>();

  /**
   * @param nanos a ticker that never goes back
   */
  public Pace(LongSupplier nanos, Waiting waiting) {
    this.nanos = nanos;
    this.waiting = waiting;
  }

  /**
   * The right to ask {@code site}, once whoever has it now is done. Never ask for a second while
   * holding one. Empty if {@code patienceMillis} went by or too many sites rest at once.
   */
  public Optional<Turn> enter(String site, long patienceMillis) throws InterruptedException {
    var found = find(site);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    if (found.get().acquire(patienceMillis)) {
      return Optional.of(new Turn(found.get(), nanos, waiting));
    }
    found.get().leave();
    return Optional.empty();
  }

  private Optional<Site> find(String name) {
    synchronized (sites) {
      if (sites.size() >= MOST_SITES && !sites.containsKey(name)) {
        var now = nanos.getAsLong();
        sites.values().removeIf(site -> site.isForgettable(now));
      }
      if (sites.size() >= MOST_SITES && !sites.containsKey(name)) {
        return Optional.empty();
      }
      var site = sites.computeIfAbsent(name, _ -> new Site());
      site.join();
      return Optional.of(site);
    }
  }
}
