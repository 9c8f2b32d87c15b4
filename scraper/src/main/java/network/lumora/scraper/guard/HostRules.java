package network.lumora.scraper.guard;

import java.util.Optional;

/** What the person at this computer lets through. Thread-safe. */
@FunctionalInterface
public interface HostRules {
  /** Lets everything through. */
  HostRules NONE = _ -> Optional.empty();

  /**
   * Asked before a name is looked up, for a page, each of its redirects and those of its
   * robots.txt.
   *
   * @param host in lower-case ASCII
   * @return the rule that forbids it
   */
  Optional<String> refusal(String host);
}
