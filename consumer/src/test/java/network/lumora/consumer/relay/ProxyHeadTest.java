package network.lumora.consumer.relay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import network.lumora.protocol.relay.ResetCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyHeadTest {
  private static final String CURL =
      "CONNECT Shop.example:443 HTTP/1.1\r\nHost: shop.example:443\r\nUser-Agent: curl/8.5\r\n\r\n";

  @Test
  void readsWhatCurlSends() {
    assertThat(read(CURL + "first bytes of the tunnel"))
        .isEqualTo(new ProxyRequest.Connect("shop.example:443", CURL.length()));
  }

  @Test
  void waitsForTheWholeHead() {
    for (int length = 0; length < CURL.length(); length++) {
      assertThat(read(CURL.substring(0, length))).isEqualTo(new ProxyRequest.NotYet());
    }
  }

  @Test
  void saysThatOnlyTunnelsAreOpened() {
    assertThat(read("GET http://shop.example/ HTTP/1.1\r\n\r\n"))
        .isInstanceOfSatisfying(
            ProxyRequest.Refused.class,
            refused -> {
              assertThat(refused.status()).isEqualTo(405);
              assertThat(refused.detail()).contains("https://");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CONNECT shop.example HTTP/1.1",
        "CONNECT shop.example:0 HTTP/1.1",
        "CONNECT shop.example:443 HTTP/2",
        "CONNECT  shop.example:443 HTTP/1.1",
        "CONNECT [::1]:443 HTTP/1.1",
        "CONNECT a@shop.example:443 HTTP/1.1",
        "connect shop.example:443 HTTP/1.1",
        "",
        "\u0016\u0003\u0001"
      })
  void refusesOtherRequestLines(String line) {
    assertThat(read(line + "\r\n\r\n")).isInstanceOf(ProxyRequest.Refused.class);
  }

  @Test
  void refusesAHeadWithoutEnd() {
    assertThat(read("x".repeat(ProxyHead.MAX_BYTES)))
        .isInstanceOfSatisfying(
            ProxyRequest.Refused.class, refused -> assertThat(refused.status()).isEqualTo(431));
  }

  @Test
  void readsOrRefusesAnything() {
    var random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      var text = new StringBuilder(CURL);
      for (int changes = random.nextInt(4); changes > 0; changes--) {
        text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(256));
      }

      assertThat(read(text.toString())).isNotNull();
    }
  }

  @ParameterizedTest
  @EnumSource
  void saysWhyATunnelFailed(ResetCode code) {
    var answer = new String(ProxyAnswer.reset("shop.example:443", code), ISO_8859_1);
    int body = answer.indexOf("\r\n\r\n") + 4;

    assertThat(answer)
        .startsWith("HTTP/1.1 ")
        .contains("\r\nContent-Length: " + (answer.length() - body) + "\r\n");
    assertThat(answer.substring(body)).endsWith("\n").hasSizeGreaterThan(10);
  }

  private static ProxyRequest read(String text) {
    return ProxyHead.read(text.getBytes(ISO_8859_1), text.length());
  }
}
