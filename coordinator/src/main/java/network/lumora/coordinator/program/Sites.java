package network.lumora.coordinator.program;

import java.io.Closeable;
import java.util.Set;
import java.util.function.LongSupplier;
import network.lumora.coordinator.relay.DestinationTerms;
import network.lumora.coordinator.relay.SiteLook;
import network.lumora.coordinator.site.GuardedSites;
import network.lumora.coordinator.site.TextRecords;
import network.lumora.coordinator.site.WellKnownFile;
import network.lumora.scraper.fetch.Fetcher;
import network.lumora.scraper.fetch.HttpUrls;
import network.lumora.scraper.fetch.Throttle;
import network.lumora.scraper.guard.DevelopmentDestinations;
import network.lumora.scraper.guard.Guard;
import network.lumora.scraper.machine.MachineNetwork;
import network.lumora.scraper.machine.SystemNames;
import network.lumora.scraper.robots.PublicSuffixes;

/** Looks at sites from this machine. */
record Sites(SiteLook look, Fetcher fetcher) implements Closeable {
  private static final String OWN_SERVERS = "dns:";

  static Sites of(DestinationTerms terms, String userAgent, LongSupplier nanos) {
    var fetcher = new Fetcher(userAgent, Throttle.NONE, nanos);
    var guard =
        new Guard(
            new HttpUrls(),
            new PublicSuffixes(),
            new MachineNetwork(Set::of, nanos),
            new DevelopmentDestinations(terms.development()));
    var file = new WellKnownFile(guard, new SystemNames(), fetcher);
    return new Sites(new GuardedSites(file, new TextRecords(OWN_SERVERS)), fetcher);
  }

  @Override
  public void close() {
    fetcher.close();
  }
}
