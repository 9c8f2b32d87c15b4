package network.lumora.scraper;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import network.lumora.scraper.fetch.Fetcher;
import network.lumora.scraper.fetch.HttpUrls;
import network.lumora.scraper.fetch.Throttle;
import network.lumora.scraper.guard.DevelopmentDestinations;
import network.lumora.scraper.guard.Guard;
import network.lumora.scraper.guard.HostRules;
import network.lumora.scraper.guard.NetworkView;
import network.lumora.scraper.guard.OwnNetwork;
import network.lumora.scraper.pace.Pace;
import network.lumora.scraper.page.Field;
import network.lumora.scraper.page.PageLimits;
import network.lumora.scraper.page.PageOutcome;
import network.lumora.scraper.page.PageRequest;
import network.lumora.scraper.robots.PublicSuffixes;

/** A scraper with manual time and scripted names; the rest is real. */
final class TestScraper implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  static final Field HEADING = new Field("heading", "h1", null, false);

  final FakeNames names = new FakeNames();
  final ManualTicker ticker = new ManualTicker();
  final List<List<Stage>> visits = new ArrayList<>();
  HostRules hostRules = HostRules.NONE;
  private final PoliteScraper scraper;
  private PageLimits limits = PageLimits.DEFAULT;

  TestScraper(String... opened) {
    this(() -> NetworkView.NOTHING, Throttle.NONE, opened);
  }

  TestScraper(OwnNetwork ownNetwork, Throttle throttle, String... opened) {
    var development = new DevelopmentDestinations(Set.of(opened));
    scraper =
        new PoliteScraper(
            new Guard(
                new HttpUrls(),
                new PublicSuffixes(),
                ownNetwork,
                development,
                host -> hostRules.refusal(host)),
            names,
            new Fetcher("LumoraBot/0.1 (+https://lumora.network/bot)", throttle, ticker),
            new Pace(ticker, ticker),
            InstantSource.fixed(NOW),
            ticker,
            visits::add);
  }

  TestScraper limits(PageLimits changed) {
    limits = changed;
    return this;
  }

  PageOutcome scrape(String url, Field... fields) {
    try {
      return scraper.scrape(
          new PageRequest(url, fields.length == 0 ? List.of(HEADING) : List.of(fields), limits));
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts a test", e);
    }
  }

  /** The name of the code, or {@code Scraped}. */
  String code(String url) {
    return code(scrape(url));
  }

  static String code(PageOutcome outcome) {
    return switch (outcome) {
      case PageOutcome.Scraped _ -> "Scraped";
      case PageOutcome.Refused refused -> refused.code().name();
      case PageOutcome.Failed failed -> failed.code().name();
    };
  }

  @Override
  public void close() {
    scraper.close();
  }
}
