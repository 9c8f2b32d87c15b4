package network.lumora.agent.service;

import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import network.lumora.agent.allowance.Allowance;
import network.lumora.agent.allowance.Direction;
import network.lumora.agent.allowance.Inflow;
import network.lumora.agent.work.PageDone;
import network.lumora.agent.work.PageTask;
import network.lumora.agent.work.Pages;
import network.lumora.agent.work.TaskMeter;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.message.Outcome;
import network.lumora.protocol.message.PageResult;
import network.lumora.protocol.message.Receipt;
import network.lumora.protocol.units.Bytes;
import network.lumora.scraper.Scraper;
import network.lumora.scraper.fetch.Arrivals;
import network.lumora.scraper.fetch.Throttle;
import network.lumora.scraper.guard.HostRules;
import network.lumora.scraper.page.Failure;
import network.lumora.scraper.page.Field;
import network.lumora.scraper.page.PageLimits;
import network.lumora.scraper.page.PageOutcome;
import network.lumora.scraper.page.PageRequest;
import network.lumora.scraper.page.ReasonClass;
import network.lumora.scraper.page.Refusal;
import network.lumora.scraper.page.RobotsVerdict;
import org.jspecify.annotations.Nullable;

/** The scraper as a kind of work: within the allowance, in the words of the protocol. */
final class ScraperPages implements Pages, AutoCloseable {
  /** Makes a scraper that names itself so and draws its bytes there. */
  @FunctionalInterface
  interface Scrapers {
    Scraper named(String userAgent, Throttle throttle, HostRules hostRules);
  }

  /** For bytes that no task waits for, such as the end of a connection. */
  private final TaskMeter unowned = new TaskMeter(new Bytes(Long.MAX_VALUE));

  private final ScopedValue<TaskMeter> meters = ScopedValue.newInstance();
  private final ScopedValue<String> pageHosts = ScopedValue.newInstance();
  private final ScopedValue<HostRules> hostRules = ScopedValue.newInstance();
  private final Allowance allowance;
  private final Scrapers scrapers;
  private final InstantSource clock;
  private @Nullable Scraper scraper;
  private String userAgent = "";

  ScraperPages(Allowance allowance, Scrapers scrapers, InstantSource clock) {
    this.allowance = allowance;
    this.scrapers = scrapers;
    this.clock = clock;
  }

  @Override
  public PageDone fetch(PageTask task, TaskMeter meter) throws InterruptedException {
    var request = request(task);
    if (request.isEmpty()) {
      return refused(Refusal.BAD_SELECTOR, "a field is out of range");
    }
    var scraper = scraper(task.policy().userAgent());
    return told(
        ScopedValue.where(meters, meter)
            .where(pageHosts, host(task.url()))
            .where(hostRules, task.hostRules())
            .call(() -> scraper.scrape(request.get())),
        meter);
  }

  /** Empty if the stranger's text names none. */
  private static String host(String url) {
    try {
      var host = new URI(url).getHost();
      return host == null ? "" : host.toLowerCase(Locale.ROOT);
    } catch (URISyntaxException e) {
      return "";
    }
  }

  /** One scraper, so that all tasks share one pace for each site; made when first needed. */
  private synchronized Scraper scraper(String name) {
    if (scraper == null || !name.equals(userAgent)) {
      close();
      userAgent = name;
      scraper = scrapers.named(name, new Metered(), host -> hostRules.get().refusal(host));
    }
    return scraper;
  }

  private Optional<PageRequest> request(PageTask task) {
    try {
      var fields = task.fields().stream().map(ScraperPages::field).toList();
      return Optional.of(new PageRequest(task.url(), fields, limits(task)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Field field(network.lumora.protocol.message.Field field) {
    return new Field(field.name(), field.css(), field.attribute(), field.many());
  }

  private PageLimits limits(PageTask task) {
    var usual = PageLimits.DEFAULT;
    var left = Duration.between(clock.instant(), task.until()).toMillis();
    return new PageLimits(
            Math.clamp(task.maxSource().count(), 1, usual.wireBytes()),
            usual.decodedBytes(),
            usual.redirects(),
            usual.dnsMillis(),
            usual.connectMillis(),
            usual.silenceMillis(),
            usual.wholeMillis())
        .within(left);
  }

  private static PageDone told(PageOutcome outcome, TaskMeter meter) {
    return switch (outcome) {
      case PageOutcome.Scraped scraped ->
          new PageDone.Finished(Outcome.OK, Receipt.NO_CODE, null, page(scraped));
      case PageOutcome.Refused(var code, _, _, _) when code == Refusal.HOST_RULE ->
          new PageDone.Stopped();
      case PageOutcome.Refused(var code, var detail, _, _) -> refused(code, detail);
      case PageOutcome.Failed(var code, _, _) when meter.isFull() ->
          refused(Refusal.HTTP_RESPONSE_BODY_SIZE, "more bytes than the lease allows, " + code);
      case PageOutcome.Failed(var code, _, _) when code == Failure.STOPPED ->
          new PageDone.Stopped();
      case PageOutcome.Failed(var code, var detail, _) ->
          new PageDone.Finished(Outcome.FAILED, code.name(), detail, null);
    };
  }

  private static PageDone refused(Refusal code, String detail) {
    var rule = code.reasonClass() == ReasonClass.GUARD ? "GUARD " + code : null;
    return new PageDone.Finished(Outcome.REFUSED, code.name(), detail, null, rule);
  }

  private static PageResult.Page page(PageOutcome.Scraped scraped) {
    return new PageResult.Page(
        scraped.finalUrl(),
        scraped.status(),
        fetchedAt(scraped.fetchedAt()),
        scraped.contentType(),
        digest(scraped.bodySha256()),
        new Bytes(scraped.decodedBytes()),
        robots(scraped.robots()),
        scraped.fields());
  }

  private static Instant fetchedAt(Instant at) {
    return at.truncatedTo(ChronoUnit.MILLIS);
  }

  private static Sha256 digest(String hex) {
    try {
      return Sha256.parse(hex);
    } catch (ProtocolException e) {
      throw new IllegalStateException("the scraper's digest is one", e);
    }
  }

  private static String robots(RobotsVerdict verdict) {
    return switch (verdict.basis()) {
      case RULES -> "allowed by robots.txt " + verdict.sha256();
      case ABSENT -> "no robots.txt";
    };
  }

  @Override
  public synchronized void close() {
    if (scraper != null) {
      scraper.close();
      scraper = null;
    }
  }

  /** Counts for the task whose thread asks, and waits for the allowance. */
  private final class Metered implements Throttle {
    @Override
    public void awaitDown(int bytes) throws InterruptedIOException {
      var meter = meters.orElse(unowned);
      meter.received(bytes);
      allowance.moveDown(bytes);
      meter.requireRoom();
    }

    @Override
    public void awaitUp(int bytes) throws InterruptedIOException {
      allowance.moveUp(bytes);
      meters.orElse(unowned).sent(bytes);
    }

    @Override
    public int chunkBytes() {
      return allowance.chunkBytes(Direction.DOWN);
    }

    @Override
    public int windowBytes(long roundTripNanos) {
      return allowance.windowBytes(roundTripNanos);
    }

    /** A connection to where a redirect leads says nothing of the page's own host. */
    @Override
    public void connected(String host, long roundTripNanos) {
      if (host.equals(pageHosts.orElse(""))) {
        meters.orElse(unowned).connected(roundTripNanos);
      }
    }

    @Override
    public void opened(Arrivals arrivals) {
      allowance.opened(new Connection(arrivals));
    }

    @Override
    public void closed(Arrivals arrivals, int leftBytes) {
      allowance.closed(new Connection(arrivals), leftBytes);
    }
  }

  /** One of the scraper's; the same as another of the same. */
  private record Connection(Arrivals arrivals) implements Inflow {
    @Override
    public int waitingBytes() {
      return arrivals.waitingBytes();
    }
  }
}
