package network.lumora.protocol.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.ControlMethod;
import network.lumora.protocol.message.OpenedDestination;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlRuleTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final String NONCE = "0123456789abcdef0123456789abcdef";
  private static final PublicKey COORDINATOR = key(1);
  private static final PublicKey OWNER = key(2);
  private static final ControlToken TOKEN =
      new ControlToken(COORDINATOR, OWNER, "shop.example", NONCE, NOW.plusSeconds(1));

  /** Made with {@code printf ... | sha256sum}, so that an owner can check what is asked of them. */
  @Test
  void theLineIsWhatTheSpecificationSays() {
    assertThat(TOKEN.line())
        .isEqualTo(
            "lumora-destination-v1=3b3307e592664d41c7e1c395b41c39a7c244f91d2839e652a62e1be0a1d5acbd");
    assertThat(TOKEN.dnsName()).isEqualTo("_lumora.shop.example");
  }

  @Test
  void aRecordAmongOthersProvesControl() {
    assertThat(txt("v=spf1 -all", TOKEN.line()))
        .isEqualTo(new Control.Proven(ControlMethod.DNS_TXT));
  }

  @Test
  void aFileWithTheLineProvesControl() {
    assertThat(file(200, TOKEN.line()))
        .isEqualTo(new Control.Proven(ControlMethod.WELL_KNOWN_FILE));
    assertThat(file(200, TOKEN.line() + "\r\n")).isInstanceOf(Control.Proven.class);
  }

  @Test
  void aFileThatHasMoreOrRedirectsProvesNothing() {
    assertThat(file(200, "you asked for " + TOKEN.line())).isInstanceOf(Control.Missing.class);
    assertThat(file(200, TOKEN.line() + "\nand more")).isInstanceOf(Control.Missing.class);
    assertThat(file(301, TOKEN.line())).isInstanceOf(Control.Missing.class);
    assertThat(file(200, TOKEN.line() + " ".repeat(ControlRule.MAX_FILE_BYTES)))
        .isInstanceOf(Control.Missing.class);
  }

  @Test
  void whatIsMissingIsSaidWithWhatWasExpected() {
    assertThat(txt())
        .isInstanceOfSatisfying(
            Control.Missing.class,
            missing -> assertThat(missing.detail()).contains("_lumora.shop.example", TOKEN.line()));
    assertThat(file(404, ""))
        .isInstanceOfSatisfying(
            Control.Missing.class, missing -> assertThat(missing.detail()).contains("404", "200"));
  }

  @Test
  void aNameWithCountlessRecordsIsNotRead() {
    var many = new ArrayList<>(Collections.nCopies(ControlRule.MAX_TXT_RECORDS, "x"));
    many.add(TOKEN.line());

    assertThat(ControlRule.judge(TOKEN, new Evidence.TxtRecords(many), NOW))
        .isInstanceOf(Control.Missing.class);
  }

  @Test
  void anExpiredTokenProvesNothing() {
    assertThat(
            ControlRule.judge(
                TOKEN, new Evidence.TxtRecords(List.of(TOKEN.line())), NOW.plusSeconds(1)))
        .isInstanceOf(Control.Missing.class);
  }

  @Test
  void aProofServesOneSiteOwnerCoordinatorAndNonce() {
    var lines = new HashSet<String>();
    for (var coordinator : List.of(COORDINATOR, OWNER)) {
      for (var owner : List.of(COORDINATOR, OWNER)) {
        for (var host : List.of("shop.example", "www.shop.example")) {
          for (var nonce : List.of(NONCE, NONCE.replace('0', '1'))) {
            lines.add(new ControlToken(coordinator, owner, host, nonce, NOW).line());
          }
        }
      }
    }

    assertThat(lines).hasSize(16);
  }

  @Test
  void anEntryLastsAWeek() {
    var entry = TOKEN.opened(ControlMethod.DNS_TXT, NOW);

    assertThat(entry.owner()).isEqualTo(OWNER);
    assertThat(entry.notAfter()).isEqualTo(NOW.plus(Duration.ofDays(7)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shop", "Shop.example", "shop.example.", "10.0.0.1", "::1", "shop..example", "-a.example",
        "a-.example", "a_b.example", "shop.example:443", "shop.1example", "", "*.example",
            "é.example"
      })
  void anEntryIsForAPublicNameOnly(String host) {
    assertThatThrownBy(
            () ->
                new OpenedDestination(
                    COORDINATOR, OWNER, host, ControlMethod.DNS_TXT, NOW, NOW.plusSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Control txt(String... records) {
    return ControlRule.judge(TOKEN, new Evidence.TxtRecords(List.of(records)), NOW);
  }

  private static Control file(int status, String body) {
    return ControlRule.judge(TOKEN, new Evidence.File(status, body), NOW);
  }

  private static PublicKey key(int fill) {
    var bytes = new byte[PublicKey.LENGTH_BYTES];
    Arrays.fill(bytes, (byte) fill);
    return PublicKey.of(bytes);
  }
}
