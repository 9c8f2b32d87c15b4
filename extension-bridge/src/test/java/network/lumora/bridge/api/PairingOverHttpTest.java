package network.lumora.bridge.api;

import static network.lumora.bridge.api.TestBridge.FIREFOX;
import static network.lumora.bridge.api.TestBridge.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import network.lumora.bridge.pairing.PairingCode;
import network.lumora.bridge.pairing.ProofKey;
import network.lumora.bridge.pairing.Transcript;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairingOverHttpTest {
  private static final String NONCE = "00112233445566778899aabbccddeeff";
  private static final PairingCode CODE = new PairingCode("7K3M9QTX");

  @TempDir private Path folder;
  private TestBridge test;

  @BeforeEach
  void start() throws IOException {
    test = new TestBridge(folder);
  }

  @AfterEach
  void stop() throws IOException {
    test.close();
  }

  private String open() throws IOException {
    return test.call(
        "POST", "/v1/pairing/window", "{\"code\":\"7k3m-9qtx\",\"scopes\":[\"READ\",\"CONTROL\"]}");
  }

  private String begin(String origin) throws IOException {
    return test.extension(
        origin,
        "POST",
        "/v1/pair/start",
        "{\"clientName\":\"Browser\",\"nonce\":\"" + NONCE + "\"}");
  }

  private String finish(String origin, String started, int port) throws IOException {
    var transcript =
        new Transcript(
            value(started, "pairingId"), NONCE, value(started, "nonce"), origin, port, "Browser");
    var proof = ProofKey.of(CODE, transcript).client();
    return test.extension(
        origin,
        "POST",
        "/v1/pair/finish",
        "{\"pairingId\":\"" + transcript.pairingId() + "\",\"proof\":\"" + proof + "\"}");
  }

  private static String value(String answer, String name) {
    return answer.replaceAll("(?s).*\"" + name + "\":\"([^\"]*)\".*", "$1");
  }

  @Test
  void aStrangerBecomesAClientWithTheCode() throws IOException {
    assertThat(open()).contains("\"state\":\"OPEN\"", "\"triesLeft\":3").doesNotContain("7K3M");
    assertThat(test.extension(STRANGER, "GET", "/v1/hello", "")).contains("\"pairing\":\"OPEN\"");
    var started = begin(STRANGER);
    assertThat(started).contains("\"agentName\":\"Lumora here\"", "\"iterations\":600000");

    var paired = finish(STRANGER, started, test.bridge.port());

    assertThat(paired).startsWith("HTTP/1.1 200 ").contains(test.agent.publicKey());
    var token = "Authorization: Bearer " + value(paired, "token");
    assertThat(test.extension(STRANGER, "GET", "/v1/status", "", token))
        .startsWith("HTTP/1.1 200 ");
    assertThat(test.extension(FIREFOX, "GET", "/v1/status", "", token))
        .contains("HTTP/1.1 403 ", "ORIGIN_REFUSED");
    assertThat(test.call("GET", "/v1/pairing/window", ""))
        .contains("\"state\":\"PAIRED\"", "\"origin\":\"" + STRANGER + "\"");
  }

  @Test
  void eachFailureHasItsOwnCode() throws IOException {
    assertThat(begin(STRANGER)).contains("HTTP/1.1 409 ", "PAIRING_CLOSED");
    open();
    assertThat(test.extension(STRANGER, "POST", "/v1/pair/start", "{\"clientName\":\"\"}"))
        .contains("HTTP/1.1 400 ", "MALFORMED");
    var started = begin(STRANGER);
    assertThat(finish(STRANGER, started, 17481))
        .contains("HTTP/1.1 403 ", "WRONG_CODE", "2 tries left");
    assertThat(test.call("GET", "/v1/pairing/window", "")).contains("\"triesLeft\":2");

    assertThat(test.call("DELETE", "/v1/pairing/window", "")).contains("\"state\":\"CLOSED\"");
    assertThat(finish(STRANGER, started, test.bridge.port()))
        .contains("HTTP/1.1 409 ", "PAIRING_CLOSED");
    open();
    test.now = test.now.plus(Duration.ofMinutes(2));
    assertThat(begin(STRANGER)).contains("HTTP/1.1 409 ", "PAIRING_CLOSED");
  }

  @Test
  void badCodesAndScopesOpenNoWindow() throws IOException {
    assertThat(test.call("POST", "/v1/pairing/window", "{\"code\":\"7K3M\",\"scopes\":[\"READ\"]}"))
        .contains("HTTP/1.1 400 ", "8 letters and digits");
    assertThat(
            test.call(
                "POST", "/v1/pairing/window", "{\"code\":\"7K3M9QTX\",\"scopes\":[\"ADMIN\"]}"))
        .contains("HTTP/1.1 400 ", "READ and CONTROL");
    assertThat(test.call("GET", "/v1/pairing/window", "")).contains("\"state\":\"CLOSED\"");
  }
}
