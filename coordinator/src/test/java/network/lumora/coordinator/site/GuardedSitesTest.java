package network.lumora.coordinator.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import network.lumora.coordinator.relay.Sight;
import network.lumora.protocol.destination.ControlToken;
import network.lumora.protocol.destination.Evidence;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.message.ControlMethod;
import network.lumora.scraper.fetch.Fetcher;
import network.lumora.scraper.fetch.HttpUrls;
import network.lumora.scraper.guard.DevelopmentDestinations;
import network.lumora.scraper.guard.Guard;
import network.lumora.scraper.guard.NetworkView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a site and a DNS server, both on loopback, either of which may be down. */
class GuardedSitesTest {
  private static LoopbackKey key;

  private LoopbackSite site;
  private LoopbackDns dns;
  private Fetcher fetcher;
  private ControlToken token;
  private GuardedSites sites;

  @BeforeAll
  static void makeKey(@TempDir Path folder) throws Exception {
    key = new LoopbackKey(folder);
  }

  @BeforeEach
  void open() throws IOException {
    site = new LoopbackSite(key);
    dns = new LoopbackDns();
    fetcher = key.trustingFetcher();
    token =
        new ControlToken(
            IdentityKey.generate().publicKey(),
            IdentityKey.generate().publicKey(),
            site.host(),
            "0".repeat(32),
            Instant.EPOCH);
    var guard =
        new Guard(
            new HttpUrls(),
            Optional::of,
            () -> NetworkView.NOTHING,
            new DevelopmentDestinations(Set.of(site.host())));
    var file =
        new WellKnownFile(
            guard,
            (_, _) -> List.of(InetAddress.ofLiteral("127.0.0.1")),
            fetcher,
            WellKnownFileTest.PATIENT);
    sites = new GuardedSites(file, new TextRecords(dns.url()));
    site.answers(200, token.line());
    dns.publish(token.dnsName(), token.line());
  }

  @AfterEach
  void close() {
    fetcher.close();
    site.close();
    dns.close();
  }

  private Sight ofFile() {
    return new Sight.Answered(new Evidence.File(200, token.line()));
  }

  private Sight ofDns() {
    return new Sight.Answered(new Evidence.TxtRecords(List.of(token.line())));
  }

  private void assertFileIsUnseen(Sight sight) {
    assertThat(sight)
        .isInstanceOfSatisfying(
            Sight.Unseen.class,
            it -> {
              assertThat(it.place()).isEqualTo(ControlMethod.WELL_KNOWN_FILE);
              assertThat(it.detail()).contains(site.host()).doesNotContain(token.path());
            });
  }

  private Sight unseenDns() {
    return new Sight.Unseen(ControlMethod.DNS_TXT, "DNS did not answer for " + token.dnsName());
  }

  @Test
  void looksAtBothPlaces() throws Exception {
    assertThat(sites.at(token)).containsExactly(ofFile(), ofDns());
  }

  @Test
  void aSiteThatIsDownLeavesDns() throws Exception {
    site.close();

    var sights = sites.at(token);

    assertFileIsUnseen(sights.getFirst());
    assertThat(sights.getLast()).isEqualTo(ofDns());
  }

  @Test
  void aSiteInTroubleIsNotOneWithoutAFile() throws Exception {
    site.answers(503, "");

    assertFileIsUnseen(sites.at(token).getFirst());
  }

  @Test
  void dnsThatIsDownLeavesTheFile() throws Exception {
    dns.close();

    assertThat(sites.at(token)).containsExactly(ofFile(), unseenDns());
  }

  @Test
  void dnsInTroubleIsNotDnsWithoutARecord() throws Exception {
    dns.isInTrouble(true);

    assertThat(sites.at(token)).containsExactly(ofFile(), unseenDns());
  }

  @Test
  void bothBeingDownIsSaidOfBoth() throws Exception {
    site.close();
    dns.close();

    var sights = sites.at(token);

    assertFileIsUnseen(sights.getFirst());
    assertThat(sights.getLast()).isEqualTo(unseenDns());
  }

  @Test
  void whatIsThereAndWrongIsEvidenceToo() throws Exception {
    site.answers(404, "");
    dns.withdraw(token.dnsName());

    assertThat(sites.at(token))
        .containsExactly(
            new Sight.Answered(new Evidence.File(404, "")),
            new Sight.Answered(new Evidence.TxtRecords(List.of())));
  }
}
