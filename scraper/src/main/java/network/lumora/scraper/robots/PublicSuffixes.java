package network.lumora.scraper.robots;

import crawlercommons.domains.EffectiveTldFinder;
import java.util.Optional;
import network.lumora.scraper.guard.RegistrableDomains;

/** The public suffix list, ICANN and private parts. */
public final class PublicSuffixes implements RegistrableDomains {
  @Override
  public Optional<String> of(String host) {
    return Optional.ofNullable(EffectiveTldFinder.getAssignedDomain(host, true, false));
  }
}
