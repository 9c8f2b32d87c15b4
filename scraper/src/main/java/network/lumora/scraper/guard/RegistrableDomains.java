package network.lumora.scraper.guard;

import java.util.Optional;

/** Knows where one owner's names begin: the public suffix list. */
@FunctionalInterface
public interface RegistrableDomains {
  /** The registrable domain of {@code host}, empty if it has none. */
  Optional<String> of(String host);
}
