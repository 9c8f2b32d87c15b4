package network.lumora.scraper;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.lumora.scraper.page.Field;
import network.lumora.scraper.page.Hop;
import network.lumora.scraper.page.PageOutcome.Refused;
import network.lumora.scraper.page.PageOutcome.Scraped;
import network.lumora.scraper.page.RobotsVerdict;
import org.junit.jupiter.api.Test;

class PoliteScraperTest {
  private static final String HTML =
      "<html><head><title>Books</title><meta name=robots content='noai, max-snippet:3'></head>"
          + "<body><h1> Old\n books </h1><a href='/1'>one</a><a href='/2'>two</a></body></html>";

  @Test
  void readsFieldsAndSaysWhereTheyCameFrom() {
    try (var server = RawServer.start(Answers.withoutRobots((_, out) -> Answers.page(out, HTML)));
        var scraper = new TestScraper(server.authority())) {
      var outcome =
          scraper.scrape(
              server.url("/books?q=1#top"),
              new Field("heading", "h1", null, false),
              new Field("links", "a", "href", true),
              new Field("price", ".price", null, false));

      var page = (Scraped) outcome;
      assertThat(page.finalUrl()).isEqualTo(server.url("/books?q=1"));
      assertThat(page.status()).isEqualTo(200);
      assertThat(page.fields()).containsOnlyKeys("heading", "links", "price");
      assertThat(page.fields().get("heading")).containsExactly("Old books");
      assertThat(page.fields().get("links")).containsExactly(server.url("/1"), server.url("/2"));
      assertThat(page.fields().get("price")).isEmpty();
      assertThat(page.title()).isEqualTo("Books");
      assertThat(page.contentType()).isEqualTo("text/html");
      assertThat(page.fetchedAt()).isEqualTo(TestScraper.NOW);
      assertThat(page.decodedBytes()).isEqualTo(HTML.length());
      assertThat(page.robots()).isEqualTo(new RobotsVerdict(RobotsVerdict.Basis.ABSENT, null, 0));
      assertThat(page.signals().noai()).isTrue();
      assertThat(page.signals().directives()).contains("max-snippet:3");
      assertThat(page.toString()).doesNotContain("books");
    }
  }

  @Test
  void goesThroughEveryStageInOrderAndThroughTheGuardedOnesAgainForARedirect() {
    RawServer.Answer site =
        (path, out) -> {
          if (path.equals("/old")) {
            Answers.status(out, "302 Found", "Location: /new\r\n");
          } else {
            Answers.page(out, HTML);
          }
        };
    try (var server = RawServer.start(Answers.withoutRobots(site));
        var scraper = new TestScraper(server.authority())) {
      var page = (Scraped) scraper.scrape(server.url("/old"));

      var hop =
          List.of(
              Stage.ADMIT,
              Stage.TURN,
              Stage.APPROVE,
              Stage.ROBOTS,
              Stage.DELAY,
              Stage.EXCHANGE,
              Stage.STATUS);
      assertThat(scraper.visits.getFirst())
          .startsWith(hop.toArray(Stage[]::new))
          .endsWith(Stage.EXTRACT, Stage.SIGNALS)
          .hasSize(hop.size() * 2 + 2);
      assertThat(scraper.visits.getFirst().subList(7, 14)).isEqualTo(hop);
      assertThat(page.hops()).containsExactly(new Hop("127.0.0.1", 302));
    }
  }

  @Test
  void sendsNothingThatTellsOnTheHost() {
    try (var server = RawServer.start(Answers.withoutRobots((_, out) -> Answers.page(out, HTML)));
        var scraper = new TestScraper(server.authority())) {
      scraper.scrape(server.url("/"));

      assertThat(server.requests().getLast())
          .isEqualTo(
              "GET / HTTP/1.1\n"
                  + "User-Agent: LumoraBot/0.1 (+https://lumora.network/bot)\n"
                  + "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,"
                  + "application/json;q=0.9,text/plain;q=0.8\n"
                  + "Accept-Encoding: gzip\n"
                  + "Host: "
                  + server.authority()
                  + "\n"
                  + "Connection: Keep-Alive\n");
    }
  }

  @Test
  void keepsTheConnectionForTheNextPageOfTheSameSite() {
    try (var server = RawServer.start(Answers.withoutRobots((_, out) -> Answers.page(out, HTML)));
        var scraper = new TestScraper(server.authority())) {
      assertThat(scraper.code(server.url("/1"))).isEqualTo("Scraped");
      assertThat(scraper.code(server.url("/2"))).isEqualTo("Scraped");

      assertThat(server.connections()).isOne();
      assertThat(server.requests()).hasSize(3);
    }
  }

  @Test
  void namesWhatTheStatusMeans() {
    var codes =
        Map.of(
            "401 X", "ACCESS_CONTROLLED",
            "403 X", "ACCESS_CONTROLLED",
            "407 X", "ACCESS_CONTROLLED",
            "404 X", "NOT_FOUND",
            "410 X", "GONE",
            "451 X", "LEGAL",
            "408 X", "CLIENT_ERROR",
            "500 X", "SERVER_ERROR",
            "304 X", "HTTP_PROTOCOL_ERROR",
            "503 X", "SERVER_ERROR");
    codes.forEach(
        (status, code) -> {
          try (var server =
                  RawServer.start(
                      Answers.withoutRobots((_, out) -> Answers.status(out, status, "")));
              var scraper = new TestScraper(server.authority())) {
            assertThat(scraper.code(server.url("/"))).as(status).isEqualTo(code);
            assertThat(server.requests()).as(status + " is asked once").hasSize(2);
          }
        });
  }

  @Test
  void leavesASiteInQuietForAsLongAsItAsked() {
    RawServer.Answer busy = (_, out) -> Answers.status(out, "503 Busy", "Retry-After: 120\r\n");
    try (var server = RawServer.start(Answers.withoutRobots(busy));
        var scraper = new TestScraper(server.authority())) {
      var first = (Refused) scraper.scrape(server.url("/"));
      scraper.ticker.advanceMillis(20_000);
      var second = (Refused) scraper.scrape(server.url("/"));
      var asked = server.requests().size();
      scraper.ticker.advanceMillis(100_000);
      scraper.scrape(server.url("/"));

      assertThat(first.retryAfter()).isEqualTo(Optional.of(Duration.ofMinutes(2)));
      assertThat(second.retryAfter()).isEqualTo(Optional.of(Duration.ofSeconds(100)));
      assertThat(second.code().name()).isEqualTo("RATE_LIMITED");
      assertThat(asked).isEqualTo(2);
      assertThat(server.requests()).hasSize(3);
    }
  }

  @Test
  void repeatsNoRequestThatSaysRetryAfterZero() {
    RawServer.Answer busy = (_, out) -> Answers.status(out, "503 Busy", "Retry-After: 0\r\n");
    try (var server = RawServer.start(Answers.withoutRobots(busy));
        var scraper = new TestScraper(server.authority())) {
      assertThat(scraper.code(server.url("/"))).isEqualTo("RATE_LIMITED");
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void refusesPagesThatWantNoCopyKept() {
    RawServer.Answer byHeader =
        (_, out) ->
            Answers.send(
                out,
                "200 OK",
                "Content-Type: text/html\r\nX-Robots-Tag: lumorabot: noindex\r\n",
                Answers.utf8(HTML));
    RawServer.Answer forOthers =
        (_, out) ->
            Answers.send(
                out,
                "200 OK",
                "Content-Type: text/html\r\nX-Robots-Tag: otherbot: noindex, nofollow\r\n",
                Answers.utf8(HTML));
    RawServer.Answer byMeta =
        (_, out) -> Answers.page(out, "<head><meta name=ROBOTS content=NoIndex></head>");
    assertThat(codeOf(byHeader)).isEqualTo("NOINDEX");
    assertThat(codeOf(byMeta)).isEqualTo("NOINDEX");
    assertThat(codeOf(forOthers)).isEqualTo("Scraped");
  }

  @Test
  void refusesSelectorsByTheNameOfTheirField() {
    try (var server = RawServer.start(Answers.withoutRobots((_, out) -> Answers.page(out, HTML)));
        var scraper = new TestScraper(server.authority())) {
      for (var css :
          List.of("a[", ":matches(a+)", "[class~=(a*)*b]", ":has(:has(:has(:has(a))))")) {
        var outcome = (Refused) scraper.scrape(server.url("/"), new Field("bad", css, null, true));

        assertThat(outcome.code().name()).as(css).isEqualTo("BAD_SELECTOR");
        assertThat(outcome.detail()).contains("bad").doesNotContain(css);
      }
    }
  }

  private static String codeOf(RawServer.Answer answer) {
    try (var server = RawServer.start(Answers.withoutRobots(answer));
        var scraper = new TestScraper(server.authority())) {
      return scraper.code(server.url("/"));
    }
  }
}
