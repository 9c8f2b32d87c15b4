package network.lumora.agent.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import network.lumora.agent.allowance.Allowance;
import network.lumora.agent.journal.Journal;
import network.lumora.agent.work.PageDone;
import network.lumora.agent.work.PageTask;
import network.lumora.agent.work.TaskMeter;
import network.lumora.protocol.message.Field;
import network.lumora.protocol.message.Outcome;
import network.lumora.protocol.message.Policy;
import network.lumora.protocol.units.Bytes;
import network.lumora.scraper.Scraper;
import network.lumora.scraper.fetch.Throttle;
import network.lumora.scraper.guard.HostRules;
import network.lumora.scraper.page.Failure;
import network.lumora.scraper.page.PageOutcome;
import network.lumora.scraper.page.PageRequest;
import network.lumora.scraper.page.Refusal;
import network.lumora.scraper.page.RobotsVerdict;
import network.lumora.scraper.page.Signals;
import network.lumora.scraper.page.Traffic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScraperPagesTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);
  @TempDir private Path folder;

  /** Answers always the same, after moving bytes through the throttle. */
  private record CannedScraper(Throttle throttle, PageOutcome answer, int downBytes)
      implements Scraper {
    @Override
    public PageOutcome scrape(PageRequest request) {
      try {
        throttle.connected("elsewhere.example", 90_000_000);
        throttle.connected("a.example", 23_400_000);
        throttle.connected("a.example", 70_000_000);
        throttle.awaitUp(100);
        throttle.awaitDown(downBytes);
        return answer;
      } catch (InterruptedIOException e) {
        return new PageOutcome.Failed(Failure.STOPPED, "stopped", Traffic.NONE);
      }
    }

    @Override
    public void close() {}
  }

  private PageDone fetch(PageOutcome answer, int downBytes, TaskMeter meter, String css)
      throws Exception {
    try (var journal = Journal.open(folder)) {
      var allowance =
          new Allowance(journal.settings(), journal.usage(), CLOCK, () -> 0, ZoneOffset.UTC, 4);
      var names = new AtomicReference<String>();
      try (var pages =
          new ScraperPages(
              allowance,
              (userAgent, throttle, _) -> {
                names.set(userAgent);
                return new CannedScraper(throttle, answer, downBytes);
              },
              CLOCK)) {
        var done = pages.fetch(task(css), meter);
        assertThat(allowance.today().both())
            .isEqualTo(css.isBlank() ? Bytes.NONE : new Bytes(100 + downBytes));
        return done;
      }
    }
  }

  private static PageTask task(String css) {
    return new PageTask(
        "https://a.example/",
        List.of(new Field("title", css, null, false)),
        new Bytes(100_000),
        new Policy(1, "LumoraBot/1", "0"),
        NOW.plusSeconds(60),
        HostRules.NONE);
  }

  private static TaskMeter meter() {
    return new TaskMeter(new Bytes(100_000));
  }

  @Test
  void aScrapedPageKeepsItsProvenance() throws Exception {
    var scraped =
        new PageOutcome.Scraped(
            "https://a.example/",
            200,
            Map.of("title", List.of("Hello")),
            List.of(),
            Traffic.NONE,
            5,
            "0".repeat(64),
            NOW,
            new RobotsVerdict(RobotsVerdict.Basis.ABSENT, null, 0),
            Signals.NONE,
            "text/html",
            null);
    var meter = meter();

    var done = fetch(scraped, 50_000, meter, "h1");

    assertThat(done)
        .isInstanceOfSatisfying(
            PageDone.Finished.class,
            finished -> {
              assertThat(finished.outcome()).isEqualTo(Outcome.OK);
              assertThat(finished.page()).isNotNull();
            });
    assertThat(meter.down()).isEqualTo(new Bytes(50_000));
    assertThat(meter.up()).isEqualTo(new Bytes(100));
    assertThat(meter.connectMillis()).isEqualTo(23);
  }

  @Test
  void refusalsAndFailuresKeepTheirNames() throws Exception {
    assertThat(
            fetch(
                new PageOutcome.Refused(Refusal.ROBOTS_DISALLOW, "a rule", Traffic.NONE),
                10,
                meter(),
                "h1"))
        .isEqualTo(new PageDone.Finished(Outcome.REFUSED, "ROBOTS_DISALLOW", "a rule", null));
    assertThat(
            fetch(
                new PageOutcome.Failed(Failure.DNS_ERROR, "no name", Traffic.NONE),
                10,
                meter(),
                "h1"))
        .isEqualTo(new PageDone.Finished(Outcome.FAILED, "DNS_ERROR", "no name", null));
  }

  @Test
  void whatTheGuardBlocksIsNamedAsBlockedAndAHostsRuleIsNoResult() throws Exception {
    assertThat(
            fetch(
                new PageOutcome.Refused(Refusal.DESTINATION_IP_PROHIBITED, "lan", Traffic.NONE),
                10,
                meter(),
                "h1"))
        .isInstanceOfSatisfying(
            PageDone.Finished.class,
            finished -> assertThat(finished.rule()).isEqualTo("GUARD DESTINATION_IP_PROHIBITED"));
    assertThat(
            fetch(
                new PageOutcome.Refused(Refusal.HOST_RULE, "a rule", Traffic.NONE),
                10,
                meter(),
                "h1"))
        .isEqualTo(new PageDone.Stopped());
  }

  @Test
  void moreThanTheLeaseAllowsIsARefusalWithinTheLease() throws Exception {
    var meter = meter();

    var done =
        fetch(new PageOutcome.Failed(Failure.STOPPED, "", Traffic.NONE), 90_000, meter, "h1");

    assertThat(done)
        .isInstanceOfSatisfying(
            PageDone.Finished.class,
            finished -> assertThat(finished.code()).isEqualTo("HTTP_RESPONSE_BODY_SIZE"));
    assertThat(meter.down()).isEqualTo(new Bytes(90_000));
  }

  @Test
  void aSelectorTheScraperWillNotTakeIsARefusal() throws Exception {
    var unused = new PageOutcome.Failed(Failure.STOPPED, "", Traffic.NONE);

    assertThat(fetch(unused, 0, meter(), " "))
        .isInstanceOfSatisfying(
            PageDone.Finished.class,
            finished -> assertThat(finished.code()).isEqualTo("BAD_SELECTOR"));
  }
}
