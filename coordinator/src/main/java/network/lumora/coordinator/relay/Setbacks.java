package network.lumora.coordinator.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import network.lumora.protocol.identity.PublicKey;

/** When sites that could not be looked at are looked at again. Thread-safe. */
final class Setbacks {
  /** A look that fails may take ten seconds, for which whoever wants a relay waits. */
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(15);

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

  /** One that is forgotten is looked at, and told, once more. */
  private static final int MAX_SITES = 10_000;

  private final Duration longest;
  private final Map<Site, Setback> setbacks =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Site, Setback> eldest) {
          return size() > MAX_SITES;
        }
      };

  /**
   * @param lookAgain a pause is never longer
   */
  Setbacks(Duration lookAgain) {
    this.longest = shorter(lookAgain, LONGEST_PAUSE);
  }

  private record Site(PublicKey owner, String host) {}

  private record Setback(Instant at, Duration pause) {
    /** Whatever way the clock was set. */
    boolean isOver(Instant now) {
      return Duration.between(at, now).abs().compareTo(pause) >= 0;
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** Whether the last look failed, so short a time ago that the next is not yet worth it. */
  synchronized boolean isPausing(PublicKey owner, String host, Instant now) {
    var setback = setbacks.get(new Site(owner, host));
    return setback != null && !setback.isOver(now);
  }

  /** A look has failed; whether it is the first since the site was seen. */
  synchronized boolean isFirst(PublicKey owner, String host, Instant now) {
    var site = new Site(owner, host);
    var before = setbacks.get(site);
    var pause = before == null ? FIRST_PAUSE : before.pause.multipliedBy(2);
    setbacks.put(site, new Setback(now, shorter(pause, longest)));
    return before == null;
  }

  /** The site was seen; whether looks had failed. */
  synchronized boolean isOver(PublicKey owner, String host) {
    return setbacks.remove(new Site(owner, host)) != null;
  }
}
