package network.lumora.agent.rules;

import java.util.List;
import java.util.Optional;
import network.lumora.bridge.agent.Category;
import network.lumora.scraper.guard.RegistrableDomains;

/** Tells of a host to which site and category it belongs. Thread-safe. */
public final class Sites {
  private final RegistrableDomains domains;
  private final Categories categories;

  public Sites(RegistrableDomains domains, Categories categories) {
    this.domains = domains;
    this.categories = categories;
  }

  /** As a person may type it; empty if it is no host. */
  public Optional<Site> find(String host) {
    return SiteName.parse(host).map(this::site);
  }

  /** A host that was dialled or would be; one that is no DNS name stands for itself alone. */
  public Site of(String host) {
    return find(host).orElseGet(() -> new Site(host, host, Category.UNCATEGORISED, List.of(host)));
  }

  private Site site(SiteName name) {
    var domain = domains.of(name.text()).orElse(name.text());
    return new Site(name.text(), domain, categories.of(name), name.widening());
  }
}
