package network.lumora.coordinator.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import network.lumora.coordinator.relay.Sight;
import network.lumora.protocol.destination.Control;
import network.lumora.protocol.destination.ControlRule;
import network.lumora.protocol.destination.ControlToken;
import network.lumora.protocol.destination.Evidence;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.message.ControlMethod;
import network.lumora.scraper.fetch.Fetcher;
import network.lumora.scraper.fetch.HttpUrls;
import network.lumora.scraper.guard.DevelopmentDestinations;
import network.lumora.scraper.guard.Guard;
import network.lumora.scraper.guard.NetworkView;
import network.lumora.scraper.guard.Resolver;
import network.lumora.scraper.page.PageLimits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a site with TLS on loopback, and against names that lead where they must not. */
class WellKnownFileTest {
  private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");
  private static final PageLimits IMPATIENT =
      new PageLimits(64 * 1024, 64 * 1024, 0, 5_000, 5_000, 300, 600);

  /** What is not about lateness must not be late. */
  static final PageLimits PATIENT =
      new PageLimits(64 * 1024, 64 * 1024, 0, 60_000, 60_000, 60_000, 60_000);

  private static LoopbackKey key;

  private final IdentityKey coordinator = IdentityKey.generate();
  private final IdentityKey owner = IdentityKey.generate();
  private LoopbackSite site;
  private Fetcher fetcher;

  @BeforeAll
  static void makeKey(@TempDir Path folder) throws Exception {
    key = new LoopbackKey(folder);
  }

  @BeforeEach
  void open() throws IOException {
    site = new LoopbackSite(key);
    fetcher = key.trustingFetcher();
  }

  @AfterEach
  void close() {
    fetcher.close();
    site.close();
  }

  private ControlToken token(String host) {
    return new ControlToken(
        coordinator.publicKey(), owner.publicKey(), host, "0".repeat(32), NOW.plusSeconds(60));
  }

  private ControlToken token() {
    return token(site.host());
  }

  private Guard guard() {
    return guard(NetworkView.NOTHING);
  }

  private Guard guard(NetworkView own) {
    return new Guard(
        new HttpUrls(), Optional::of, () -> own, new DevelopmentDestinations(Set.of(site.host())));
  }

  private static Resolver at(String... addresses) {
    return (_, _) -> Stream.of(addresses).map(InetAddress::ofLiteral).toList();
  }

  private WellKnownFile file() {
    return new WellKnownFile(guard(), at("127.0.0.1"), fetcher, PATIENT);
  }

  private Evidence answered() throws Exception {
    return switch (file().of(token())) {
      case Sight.Answered(var evidence) -> evidence;
      case Sight.Barred _, Sight.Unseen _ -> throw new AssertionError("it has answered");
    };
  }

  private Control judged() throws Exception {
    return ControlRule.judge(token(), answered(), NOW);
  }

  private void assertMissing(String why) throws Exception {
    assertThat(judged())
        .isInstanceOfSatisfying(Control.Missing.class, it -> assertThat(it.detail()).contains(why));
  }

  private static void assertUnseen(WellKnownFile file, ControlToken token, String why)
      throws Exception {
    assertThat(file.of(token))
        .isInstanceOfSatisfying(Sight.Unseen.class, it -> assertTells(it.detail(), token, why));
  }

  private static void assertBarred(WellKnownFile file, ControlToken token, String why)
      throws Exception {
    assertThat(file.of(token))
        .isInstanceOfSatisfying(Sight.Barred.class, it -> assertTells(it.detail(), token, why));
  }

  /** Nothing of it may be told to a stranger but where it was. */
  private static void assertTells(String detail, ControlToken token, String why) {
    assertThat(detail).contains(why).doesNotContain(token.path(), token.line());
  }

  @Test
  void theLineAtItsPlaceProvesControl() throws Exception {
    site.answers(200, token().line() + "\n");

    assertThat(judged()).isEqualTo(new Control.Proven(ControlMethod.WELL_KNOWN_FILE));
    assertThat(site.asked()).containsExactly("GET /.well-known/lumora-destination");
  }

  @Test
  void theLineOfAnotherOwnerOrSiteProvesNothing() throws Exception {
    var stranger = IdentityKey.generate().publicKey();
    var others =
        new ControlToken(
            coordinator.publicKey(), stranger, site.host(), "0".repeat(32), NOW.plusSeconds(60));
    site.answers(200, others.line());
    assertMissing("is not the one line " + token().line());

    site.answers(200, token("shop.example").line());
    assertMissing("is not the one line");
  }

  @Test
  void aPageThatHasTheLineSomewhereProvesNothing() throws Exception {
    site.answers(200, "you asked for " + token().line());

    assertMissing("is not the one line");
  }

  @Test
  void aFileIsReadUpToOneByteTooMany() throws Exception {
    site.answers(200, token().line() + " ".repeat(ControlRule.MAX_FILE_BYTES));

    assertMissing("is not the one line");
    assertThat(answered())
        .isInstanceOfSatisfying(
            Evidence.File.class,
            it -> assertThat(it.body()).hasSize(ControlRule.MAX_FILE_BYTES + 1));
  }

  @Test
  void aFileBeyondAllMeasureIsNotReadToItsEnd() throws Exception {
    site.answers(200, "l".repeat(1_000_000));

    assertBarred(file(), token(), "the body is over 65536 bytes");
  }

  @Test
  void aRedirectIsNotFollowed() throws Exception {
    site.sendsOnTo("https://" + site.host() + "/elsewhere");

    assertMissing("answers 302, expected was 200");
    assertThat(site.asked()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 401, 403, 404, 410})
  void anythingButAnOkProvesNothing(int status) throws Exception {
    site.answers(status, status == 204 ? "" : token().line());

    assertMissing("answers %d, expected was 200".formatted(status));
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 503, 599})
  void aSiteInTroubleSaysNothingOfItsFile(int status) throws Exception {
    site.answers(status, token().line());

    assertUnseen(file(), token(), "answers %d, expected was 200".formatted(status));
  }

  @Test
  void aSiteThatSaysNothingIsGivenUp() throws Exception {
    site.isSilent();

    assertUnseen(
        new WellKnownFile(guard(), at("127.0.0.1"), fetcher, IMPATIENT), token(), "TIMEOUT");
  }

  @Test
  void aSiteThatNeverEndsIsGivenUp() throws Exception {
    site.trickles();

    assertUnseen(
        new WellKnownFile(guard(), at("127.0.0.1"), fetcher, IMPATIENT), token(), "TIMEOUT");
  }

  @Test
  void aSiteThatIsDownIsSaid() throws Exception {
    var token = token();
    site.close();

    assertUnseen(file(), token, "CONNECTION_REFUSED");
  }

  @Test
  void aCertificateThatNobodyVouchesForIsRefused() throws Exception {
    site.answers(200, token().line());
    try (var stranger = LoopbackKey.strangersFetcher()) {
      var file = new WellKnownFile(guard(), at("127.0.0.1"), stranger);

      assertUnseen(file, token(), "TLS_CERTIFICATE_ERROR");
    }
    assertThat(site.asked()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"127.0.0.1", "10.0.0.7", "192.168.1.1", "169.254.169.254", "::1", "fd00::7"})
  void aNameThatLeadsInsideIsRefused(String address) throws Exception {
    var file = new WellKnownFile(guard(), at(address), fetcher);

    assertBarred(file, token("shop.com"), "shop.com is at an address of ");
  }

  @Test
  void oneAddressInsideRefusesTheName() throws Exception {
    var file = new WellKnownFile(guard(), at("1.1.1.1", "10.0.0.7"), fetcher);

    assertBarred(file, token("shop.com"), "shop.com is at an address of ");
  }

  @Test
  void theCoordinatorsOwnNetworkIsRefusedThoughItIsPublic() throws Exception {
    var own =
        new NetworkView(List.of(), Set.of(), Set.of(), Set.of(InetAddress.ofLiteral("1.1.1.1")));
    var file = new WellKnownFile(guard(own), at("1.1.1.1"), fetcher);

    assertBarred(file, token("shop.com"), "shop.com is in the host's own network");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "shop.com:8443", "localhost", "printer.lan"})
  void whatIsNoPublicNameIsNotEvenLookedUp(String host) throws Exception {
    Resolver asked =
        (name, _) -> {
          throw new AssertionError(name + " was looked up");
        };

    assertThat(new WellKnownFile(guard(), asked, fetcher).of(token(host)))
        .isInstanceOf(Sight.Barred.class);
  }

  @Test
  void aNameThatIsNotThereIsSaid() throws Exception {
    Resolver nobody =
        (name, _) -> {
          throw new UnknownHostException(name);
        };

    assertUnseen(new WellKnownFile(guard(), nobody, fetcher), token("shop.com"), "shop.com");
  }
}
