package network.lumora.scraper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import network.lumora.scraper.page.PageOutcome.Scraped;
import org.junit.jupiter.api.Test;

class RobotsTxtTest {
  private static final String MULTIPLE_GROUPS =
      """
      User-Agent: *
      Disallow: *.gif$
      Disallow: /example/
      Allow: /publications/

      User-Agent: foobot
      Disallow:/
      Allow:/example/page.html
      """;

  @Test
  void obeysTheGroupForEveryoneAsInTheExampleOfRfc9309() {
    assertThat(code(MULTIPLE_GROUPS, "/publications/a")).isEqualTo("Scraped");
    assertThat(code(MULTIPLE_GROUPS, "/example/page.html")).isEqualTo("ROBOTS_DISALLOW");
    assertThat(code(MULTIPLE_GROUPS, "/a/b.gif")).isEqualTo("ROBOTS_DISALLOW");
    assertThat(code(MULTIPLE_GROUPS, "/a/b.gif?c")).isEqualTo("Scraped");
  }

  @Test
  void obeysOurOwnGroupRatherThanTheOneForEveryone() {
    var text = "User-agent: *\nDisallow:\n\nUser-agent: LUMORABOT/1.0\nDisallow: /private\n";

    assertThat(code(text, "/public")).isEqualTo("Scraped");
    assertThat(code(text, "/private/x")).isEqualTo("ROBOTS_DISALLOW");
  }

  @Test
  void mergesOurGroupsAndLetsTheLongestRuleWin() {
    var text =
        """
        User-agent: lumorabot
        Disallow: /a

        User-agent: x
        Disallow: /

        User-agent: lumorabot
        Allow: /a/b
        Disallow: /c*d$
        """;

    assertThat(code(text, "/a/x")).isEqualTo("ROBOTS_DISALLOW");
    assertThat(code(text, "/a/b/x")).isEqualTo("Scraped");
    assertThat(code(text, "/c1d")).isEqualTo("ROBOTS_DISALLOW");
    assertThat(code(text, "/c1de")).isEqualTo("Scraped");
  }

  @Test
  void takesNoNameThatMerelyStartsLikeOurs() {
    assertThat(code("User-agent: lumora\nDisallow: /\n", "/")).isEqualTo("Scraped");
    assertThat(code("User-agent: lumorabots\nDisallow: /\n", "/")).isEqualTo("Scraped");
  }

  @Test
  void readsWhatTheStatusOfRobotsTxtMeans() {
    assertThat(codeForStatus("404 X")).isEqualTo("Scraped");
    assertThat(codeForStatus("410 X")).isEqualTo("Scraped");
    assertThat(codeForStatus("401 X")).isEqualTo("ROBOTS_DISALLOW");
    assertThat(codeForStatus("403 X")).isEqualTo("ROBOTS_DISALLOW");
    assertThat(codeForStatus("429 X")).isEqualTo("ROBOTS_UNREACHABLE");
    assertThat(codeForStatus("500 X")).isEqualTo("ROBOTS_UNREACHABLE");
    assertThat(codeForStatus("503 X")).isEqualTo("ROBOTS_UNREACHABLE");
  }

  @Test
  void waitsForTheCrawlDelayAndLeavesSitesAloneThatWantTooLong() {
    try (var server = RawServer.start(site("User-agent: *\nCrawl-delay: 7\n"));
        var scraper = new TestScraper(server.authority())) {
      var first = (Scraped) scraper.scrape(server.url("/1"));
      scraper.ticker.advanceMillis(2_000);
      scraper.scrape(server.url("/2"));

      assertThat(first.robots().crawlDelayMillis()).isEqualTo(7_000);
      assertThat(first.robots().sha256()).hasSize(64);
      assertThat(scraper.ticker.waitedMillis()).containsExactly(5_000L);
    }
    assertThat(code("User-agent: *\nCrawl-delay: 61\n", "/")).isEqualTo("ROBOTS_DELAY_TOO_LONG");
    assertThat(code("User-agent: *\nCrawl-delay: 300000\n", "/"))
        .isEqualTo("ROBOTS_DELAY_TOO_LONG");
  }

  @Test
  void asksAgainAfterADayAndSoonerWhenTheSiteWasUnwell() {
    try (var server = RawServer.start(site("User-agent: *\nAllow: /\n"));
        var scraper = new TestScraper(server.authority())) {
      for (var hours : List.of(0, 12, 13)) {
        scraper.ticker.advanceMillis(hours * 3_600_000L);
        scraper.scrape(server.url("/"));
      }
      assertThat(asked(server)).isEqualTo(2);
    }
    try (var server = RawServer.start((_, out) -> Answers.status(out, "500 X", ""));
        var scraper = new TestScraper(server.authority())) {
      for (var minutes : List.of(0, 4, 2)) {
        scraper.ticker.advanceMillis(minutes * 60_000L);
        scraper.scrape(server.url("/"));
      }
      assertThat(asked(server)).isEqualTo(2);
    }
  }

  @Test
  void readsTheFirstHalfMebibyteOfALongOne() {
    var filler = "# comment\n".repeat(60_000);

    assertThat(code("User-agent: *\nDisallow: /no\n" + filler, "/no")).isEqualTo("ROBOTS_DISALLOW");
    assertThat(code(filler + "User-agent: *\nDisallow: /no\n", "/no")).isEqualTo("Scraped");
  }

  @Test
  void isNotHeldUpByPatternsMadeToBlowUp() {
    var rules = ("Disallow: /" + "a*".repeat(2_000) + "b$\n").repeat(20);

    assertThat(code("User-agent: *\n" + rules, "/" + "a".repeat(2_000))).isEqualTo("Scraped");
  }

  private static long asked(RawServer server) {
    return server.requests().stream().filter(head -> head.startsWith("GET /robots.txt ")).count();
  }

  private static String code(String robotsTxt, String path) {
    try (var server = RawServer.start(site(robotsTxt));
        var scraper = new TestScraper(server.authority())) {
      return scraper.code(server.url(path));
    }
  }

  private static String codeForStatus(String status) {
    RawServer.Answer site =
        (path, out) -> {
          if (path.equals("/robots.txt")) {
            Answers.status(out, status, "");
          } else {
            Answers.page(out, "<h1>x</h1>");
          }
        };
    try (var server = RawServer.start(site);
        var scraper = new TestScraper(server.authority())) {
      return scraper.code(server.url("/"));
    }
  }

  private static RawServer.Answer site(String robotsTxt) {
    return (path, out) -> answer(robotsTxt, path, out);
  }

  private static void answer(String robotsTxt, String path, OutputStream out) throws IOException {
    if (path.equals("/robots.txt")) {
      Answers.send(out, "200 OK", "Content-Type: text/plain\r\n", Answers.utf8(robotsTxt));
    } else {
      Answers.page(out, "<h1>x</h1>");
    }
  }
}
