package network.lumora.bridge.api;

import static network.lumora.bridge.api.TestBridge.EXTENSION;
import static network.lumora.bridge.api.TestBridge.JSON;
import static network.lumora.bridge.api.TestBridge.token;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever comes in a header or a body: no door opens, and no fault of ours shows. */
class GuardFuzzTest {
  private static final int ROUNDS = 300;

  private final RandomGenerator random =
      RandomGeneratorFactory.of("L64X128MixRandom").create(20261122);
  @TempDir private Path folder;
  private TestBridge test;

  @BeforeEach
  void start() throws IOException {
    test = new TestBridge(folder);
  }

  @AfterEach
  void stop() throws IOException {
    assertThat(test.probes).hasValue(0);
    test.close();
  }

  /** A good value with some characters changed, put in, left out or doubled. */
  private String mutated(String good) {
    var text = new StringBuilder(good);
    for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
      int at = text.isEmpty() ? 0 : random.nextInt(text.length());
      switch (random.nextInt(4)) {
        case 0 -> text.insert(at, strange());
        case 1 -> text.delete(at, Math.min(text.length(), at + random.nextInt(1, 9)));
        case 2 -> text.replace(at, Math.min(text.length(), at + 1), strange());
        default -> text.insert(at, text.substring(at));
      }
    }
    var mutated = text.toString();
    return mutated.strip().equals(good) ? mutated + "x" : mutated;
  }

  private String strange() {
    return switch (random.nextInt(4)) {
      case 0 -> String.valueOf((char) random.nextInt(0x20, 0x7f));
      case 1 -> String.valueOf((char) random.nextInt(0xa0, 0x2100));
      case 2 ->
          List.of("\t", "%00", "null", ",", ":", "//", "@", "127.0.0.1").get(random.nextInt(8));
      default -> "\u0001";
    };
  }

  private String answer(String method, List<String> headers, String body) throws IOException {
    var path = body.isEmpty() ? "/v1/probe" : "/v1/pause";
    return test.http.send(
        RawHttp.request(method, path, headers, body).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void noHostButOursIsTaken() throws IOException {
    for (int i = 0; i < ROUNDS; i++) {
      var host = "Host: " + mutated("127.0.0.1:" + test.bridge.port());
      assertThat(answer("GET", List.of(host, token("full")), ""))
          .as(host)
          .matches("(?s)HTTP/1.1 4(00|21|31) .*");
    }
  }

  @Test
  void noOriginButThePairedOneIsTaken() throws IOException {
    for (int i = 0; i < ROUNDS; i++) {
      var origin = "Origin: " + mutated(EXTENSION);
      assertThat(answer("GET", List.of(test.host(), origin, token("full")), ""))
          .as(origin)
          .matches("(?s)HTTP/1.1 4(00|03) .*")
          .doesNotContain("Allow-Origin");
    }
  }

  @Test
  void noTokenButAGrantedOneIsTaken() throws IOException {
    for (int i = 0; i < ROUNDS; i++) {
      var authorization = "Authorization: " + mutated("Bearer token-full");
      assertThat(answer("GET", List.of(test.host(), authorization), ""))
          .as(authorization)
          .matches("(?s)HTTP/1.1 4(00|01|29) .*");
    }
  }

  @Test
  void bodiesAreTakenOrMalformedAndNothingElse() throws IOException {
    for (int i = 0; i < ROUNDS; i++) {
      var body = mutated("{\"seconds\": 3600, \"mode\": \"FINISH\"}");
      if (!body.isBlank()) {
        assertThat(answer("POST", List.of(test.host(), test.localToken(), JSON), body))
            .as(body)
            .matches("(?s)HTTP/1.1 (200|400) .*");
      }
    }
  }
}
