package network.lumora.scraper;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import network.lumora.scraper.fetch.Throttle;
import network.lumora.scraper.guard.NetworkView;
import network.lumora.scraper.guard.Prefix;
import org.junit.jupiter.api.Test;

/** Nothing leaves for a private address, ever: a real listener must stay unvisited. */
class ForbiddenDestinationTest {
  private static final RawServer.Answer PAGE =
      Answers.withoutRobots((_, out) -> Answers.page(out, "<h1>private</h1>"));

  @Test
  void connectsNowhereForAnyWayToWriteLoopback() {
    try (var server = RawServer.start(PAGE);
        var scraper = new TestScraper("127.0.0.1:" + (server.port() ^ 1))) {
      for (var host :
          List.of(
              "127.0.0.1", "127.1", "2130706433", "0x7f.1", "0177.0.0.1", "localhost", "[::1]")) {
        assertThat(scraper.code("http://" + host + ":" + server.port() + "/"))
            .as(host)
            .isIn("IP_LITERAL", "NAME_RESERVED", "URL_INVALID");
      }

      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void refusesNamesByTheirAddresses() {
    var cases =
        Map.of(
            "DESTINATION_IP_PROHIBITED", new String[] {"127.0.0.1"},
            "DNS_MIXED", new String[] {"8.8.8.8", "127.0.0.1"},
            "DNS_ERROR", new String[] {});
    cases.forEach(
        (code, addresses) -> {
          try (var scraper = new TestScraper()) {
            scraper.names.put("a.wikipedia.org", addresses);

            assertThat(scraper.code("http://a.wikipedia.org/")).isEqualTo(code);
          }
        });
  }

  @Test
  void refusesEverySpecialAddressBehindAName() {
    for (var line : Vectors.lines("special-addresses.txt")) {
      var address = line.split(" ", -1)[0];
      try (var scraper = new TestScraper()) {
        scraper.names.put("a.wikipedia.org", address);

        var outcome = scraper.scrape("http://a.wikipedia.org/");

        assertThat(TestScraper.code(outcome)).as(line).isEqualTo("DESTINATION_IP_PROHIBITED");
        assertThat(outcome.traffic().upBytes()).isZero();
      }
    }
  }

  @Test
  void refusesANameWithThreeHundredAddresses() {
    try (var scraper = new TestScraper()) {
      scraper.names.put(
          "a.wikipedia.org",
          IntStream.range(0, 300)
              .mapToObj(i -> "8.8." + i / 256 + "." + i % 256)
              .toArray(String[]::new));

      assertThat(scraper.code("http://a.wikipedia.org/")).isEqualTo("DNS_MIXED");
    }
  }

  @Test
  void refusesTheHostsOwnNetworkAndItsPublicAddress() {
    var view =
        new NetworkView(
            List.of(Prefix.parse("2a02:810d:1:2::5/128"), Prefix.parse("8.8.4.0/24")),
            Set.of(InetAddress.ofLiteral("9.9.9.9")),
            Set.of(InetAddress.ofLiteral("2001:4860:4860::8888")),
            Set.of(InetAddress.ofLiteral("93.184.216.34"), InetAddress.ofLiteral("2003:1:2:3::9")));
    for (var own :
        List.of(
            "2a02:810d:1:2::77",
            "8.8.4.4",
            "9.9.9.9",
            "2001:4860:4860::8888",
            "93.184.216.34",
            "64:ff9b::93.184.216.34",
            "2003:1:2:3:4:5:6:7")) {
      try (var scraper = new TestScraper(() -> view, Throttle.NONE)) {
        scraper.names.put("a.wikipedia.org", own);

        assertThat(scraper.code("http://a.wikipedia.org/")).as(own).isEqualTo("OWN_NETWORK");
      }
    }
  }

  @Test
  void followsARedirectToNoForbiddenPlaceOnAnyHop() {
    var forbidden =
        Map.of(
            "http://169.254.169.254/latest/", "IP_LITERAL",
            "//10.0.0.1/", "IP_LITERAL",
            "http://[::1]/", "IP_LITERAL",
            "http://2130706433/", "IP_LITERAL",
            "http://localhost/", "NAME_RESERVED",
            "http://router.lan/", "NAME_RESERVED",
            "http://www.wikipedia.org:22/", "PORT_BLOCKED",
            "http://user@www.wikipedia.org/", "URL_INVALID",
            "ftp://www.wikipedia.org/", "REDIRECT_PROHIBITED",
            "http://lan.wikipedia.org/", "DESTINATION_IP_PROHIBITED");
    forbidden.forEach(
        (location, code) -> {
          for (var hop = 1; hop <= 5; hop++) {
            assertThat(codeAfter(hop, location)).as(location + " on hop " + hop).isEqualTo(code);
          }
        });
  }

  private static String codeAfter(int hops, String location) {
    RawServer.Answer chain =
        (path, out) -> {
          var hop = Integer.parseInt(path.substring(1));
          var next = hop == hops ? location : "/" + (hop + 1);
          Answers.status(out, "302 Found", "Location: " + next + "\r\n");
        };
    try (var server = RawServer.start(Answers.withoutRobots(chain));
        var scraper = new TestScraper(server.authority())) {
      scraper.names.put("lan.wikipedia.org", "192.168.1.1");
      var code = scraper.code(server.url("/1"));
      assertThat(server.requests()).hasSize(hops + 1);
      return code;
    }
  }

  @Test
  void redirectsFromADevelopmentDestinationReachNoOtherPort() {
    try (var hidden = RawServer.start(PAGE)) {
      assertThat(codeAfter(1, hidden.url("/"))).isEqualTo("IP_LITERAL");
      assertThat(codeAfter(1, "http://localhost:" + hidden.port() + "/"))
          .isEqualTo("NAME_RESERVED");

      assertThat(hidden.connections()).isZero();
    }
  }

  @Test
  void stopsAfterFiveRedirects() {
    var count = new AtomicInteger();
    RawServer.Answer endless =
        (_, out) -> Answers.status(out, "301 X", "Location: /" + count.incrementAndGet() + "\r\n");
    try (var server = RawServer.start(Answers.withoutRobots(endless));
        var scraper = new TestScraper(server.authority())) {
      assertThat(scraper.code(server.url("/"))).isEqualTo("REDIRECT_PROHIBITED");
      assertThat(server.requests()).hasSize(7);
    }
  }

  @Test
  void readsARobotsTxtThatRedirectsToAForbiddenPlaceAsANo() {
    try (var hidden = RawServer.start(PAGE)) {
      for (var place : List.of("http://169.254.169.254/robots.txt", hidden.url("/robots.txt"))) {
        RawServer.Answer site =
            (_, out) -> Answers.status(out, "302 Found", "Location: " + place + "\r\n");
        try (var server = RawServer.start(site);
            var scraper = new TestScraper(server.authority())) {
          assertThat(scraper.code(server.url("/"))).isEqualTo("ROBOTS_UNREACHABLE");
          assertThat(server.requests()).hasSize(1);
        }
      }
      assertThat(hidden.connections()).isZero();
    }
  }

  @Test
  void resolvesOncePerHopSoThatASecondAnswerIsNeverDialled() {
    try (var server = RawServer.start(PAGE);
        var hidden = RawServer.start(PAGE);
        var scraper = new TestScraper("dev.wikipedia.org:" + server.port())) {
      scraper.names.put("dev.wikipedia.org", "127.0.0.1");
      scraper.names.put("dev.wikipedia.org", "169.254.169.254");

      assertThat(scraper.code("http://dev.wikipedia.org:" + server.port() + "/"))
          .isEqualTo("Scraped");
      assertThat(scraper.code("http://dev.wikipedia.org:" + server.port() + "/"))
          .isEqualTo("DESTINATION_IP_PROHIBITED");
      assertThat(server.requests()).hasSize(2);
      assertThat(hidden.connections()).isZero();
    }
  }

  @Test
  void goesThroughNoProxyOfTheSystem() {
    try (var proxy = RawServer.start(PAGE);
        var server = RawServer.start(PAGE)) {
      var settings =
          Map.of(
              "http.proxyHost", "127.0.0.1",
              "http.proxyPort", "" + proxy.port(),
              "http.nonProxyHosts", "",
              "socksProxyHost", "127.0.0.1",
              "socksProxyPort", "" + proxy.port());
      settings.forEach(System::setProperty);
      try (var scraper = new TestScraper(server.authority())) {
        assertThat(scraper.code(server.url("/"))).isEqualTo("Scraped");
      } finally {
        settings.keySet().forEach(System::clearProperty);
      }
      assertThat(proxy.connections()).isZero();
    }
  }
}
