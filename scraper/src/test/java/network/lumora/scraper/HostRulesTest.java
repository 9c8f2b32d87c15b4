package network.lumora.scraper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import network.lumora.scraper.page.PageOutcome;
import network.lumora.scraper.page.Traffic;
import org.junit.jupiter.api.Test;

class HostRulesTest {
  private static final String DENIED = "denied.wikipedia.org";

  private static void deny(TestScraper scraper) {
    scraper.hostRules =
        host -> host.equals(DENIED) ? Optional.of("SITE_DENIED wikipedia.org") : Optional.empty();
  }

  @Test
  void aDeniedSiteIsNotEvenLookedUp() {
    try (var scraper = new TestScraper()) {
      deny(scraper);

      assertThat(scraper.scrape("https://DENIED.wikipedia.org/secret?q=1"))
          .isInstanceOfSatisfying(
              PageOutcome.Refused.class,
              refused -> {
                assertThat(refused.code().name()).isEqualTo("HOST_RULE");
                assertThat(refused.detail()).isEqualTo("SITE_DENIED wikipedia.org");
                assertThat(refused.traffic()).isEqualTo(Traffic.NONE);
              });
      assertThat(scraper.visits).containsExactly(List.of(Stage.ADMIT));
    }
  }

  @Test
  void aRedirectToADeniedSiteIsNotFollowedOnAnyHop() {
    RawServer.Answer chain =
        (path, out) -> {
          var next =
              path.equals("/3") ? "http://" + DENIED + "/" : "/" + (path.charAt(1) - '0' + 1);
          Answers.status(out, "302 Found", "Location: " + next + "\r\n");
        };
    try (var server = RawServer.start(Answers.withoutRobots(chain));
        var scraper = new TestScraper(server.authority())) {
      deny(scraper);

      assertThat(scraper.code(server.url("/1"))).isEqualTo("HOST_RULE");
      assertThat(scraper.visits.getFirst().getLast()).isEqualTo(Stage.ADMIT);
    }
  }

  @Test
  void aRobotsTxtThatLeadsToADeniedSiteIsTheHostsRuleAndIsNotRemembered() {
    RawServer.Answer site =
        (path, out) ->
            Answers.status(out, "302 Found", "Location: http://" + DENIED + "/robots.txt\r\n");
    try (var server = RawServer.start(site);
        var scraper = new TestScraper(server.authority())) {
      deny(scraper);

      assertThat(scraper.code(server.url("/"))).isEqualTo("HOST_RULE");
      scraper.hostRules = _ -> Optional.empty();
      assertThat(scraper.code(server.url("/"))).isEqualTo("ROBOTS_UNREACHABLE");
    }
  }
}
