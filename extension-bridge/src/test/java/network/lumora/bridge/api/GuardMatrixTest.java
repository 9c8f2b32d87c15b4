package network.lumora.bridge.api;

import static network.lumora.bridge.api.TestBridge.EXTENSION;
import static network.lumora.bridge.api.TestBridge.FIREFOX;
import static network.lumora.bridge.api.TestBridge.JSON;
import static network.lumora.bridge.api.TestBridge.STRANGER;
import static network.lumora.bridge.api.TestBridge.token;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import network.lumora.bridge.guard.Code;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every bad call is refused before a handler runs, with a code of its own. */
class GuardMatrixTest {
  private static final String FULL = token("full");
  private static final String ORIGIN = "Origin: " + EXTENSION;
  private static final String CROSS = "Sec-Fetch-Site: cross-site";
  private static final List<String> UPGRADE =
      List.of(
          "Upgrade: websocket",
          "Sec-WebSocket-Version: 13",
          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");

  @TempDir private Path folder;
  private TestBridge test;

  /** One line of the table. */
  private record Attempt(
      String who, Code expected, String method, String path, List<String> headers) {}

  @BeforeEach
  void start() throws IOException {
    test = new TestBridge(folder);
  }

  @AfterEach
  void stop() throws IOException {
    assertThat(test.probes).as("calls that reached a handler").hasValue(0);
    assertThat(test.agent.reached).as("calls that reached the agent").hasValue(0);
    test.close();
  }

  private Attempt get(Code expected, String who, String... headers) {
    return attempt(expected, who, "GET", "/v1/probe", headers);
  }

  private Attempt post(Code expected, String who, String... headers) {
    return attempt(expected, who, "POST", "/v1/probe", headers);
  }

  private Attempt attempt(
      Code expected, String who, String method, String path, String... headers) {
    var all = new ArrayList<>(List.of(headers));
    if (all.stream().noneMatch(header -> header.startsWith("Host:"))) {
      all.addFirst(test.host());
    }
    return new Attempt(who, expected, method, path, all);
  }

  private void assertRefused(List<Attempt> table) throws IOException {
    for (var attempt : table) {
      var answer =
          test.http.send(RawHttp.request(attempt.method(), attempt.path(), attempt.headers(), ""));
      assertThat(answer)
          .as("%s: %s %s %s", attempt.who(), attempt.method(), attempt.path(), attempt.headers())
          .startsWith("HTTP/1.1 " + attempt.expected().status() + " ")
          .contains(
              attempt.method().equals("HEAD") ? "" : "\"code\":\"" + attempt.expected() + "\"")
          .contains("Cache-Control: no-store", "X-Content-Type-Options: nosniff")
          .contains("default-src 'none'", "Cross-Origin-Resource-Policy: same-origin")
          .contains("Vary: Origin", "application/problem+json")
          .doesNotContain("Set-Cookie", "Allow-Credentials", "text/html", "token-", "Server:");
    }
  }

  @Test
  void webPagesAreRefusedWhateverTheyShow() throws IOException {
    int port = test.bridge.port();
    var local = test.localToken();
    assertRefused(
        List.of(
            get(Code.ORIGIN_REFUSED, "evil page", "Origin: https://evil.example", FULL),
            get(
                Code.ORIGIN_REFUSED,
                "evil page with our token",
                "Origin: https://a.example",
                local),
            get(Code.ORIGIN_REFUSED, "sandboxed frame", "Origin: null", FULL),
            get(Code.ORIGIN_REFUSED, "empty origin", "Origin:", FULL),
            get(Code.ORIGIN_REFUSED, "our own address", "Origin: http://127.0.0.1:" + port, FULL),
            get(
                Code.ORIGIN_REFUSED,
                "other loopback port",
                "Origin: http://127.0.0.1:8080",
                "Sec-Fetch-Site: same-site",
                FULL),
            get(Code.ORIGIN_REFUSED, "two origins", ORIGIN, "Origin: https://evil.example", FULL),
            get(Code.ORIGIN_REFUSED, "extension-like page", "Origin: https://" + EXTENSION, FULL),
            get(Code.ORIGIN_REFUSED, "too long an id", ORIGIN + "a", FULL),
            get(Code.ORIGIN_REFUSED, "file", "Origin: file://", FULL),
            get(Code.SITE_REFUSED, "no-cors fetch", CROSS, FULL),
            get(
                Code.SITE_REFUSED,
                "loopback page without origin",
                "Sec-Fetch-Site: same-site",
                FULL),
            get(Code.SITE_REFUSED, "loopback page", ORIGIN, "Sec-Fetch-Site: same-site", FULL),
            get(Code.SITE_REFUSED, "unknown site word", ORIGIN, "Sec-Fetch-Site: friend", FULL),
            get(Code.DESTINATION_REFUSED, "navigation", "Sec-Fetch-Dest: document", FULL),
            get(Code.DESTINATION_REFUSED, "frame", "Sec-Fetch-Dest: iframe", FULL),
            get(Code.DESTINATION_REFUSED, "image", CROSS, "Sec-Fetch-Dest: image", FULL),
            get(Code.DESTINATION_REFUSED, "script", CROSS, "Sec-Fetch-Dest: script", FULL),
            post(
                Code.ORIGIN_REFUSED,
                "form post",
                "Origin: https://evil.example",
                "Content-Type: application/x-www-form-urlencoded",
                "Sec-Fetch-Dest: document"),
            post(
                Code.ORIGIN_REFUSED,
                "plain post",
                "Origin: null",
                "Content-Type: text/plain",
                FULL),
            attempt(
                Code.ORIGIN_REFUSED,
                "page looks for an agent",
                "GET",
                "/v1/hello",
                "Origin: https://evil.example"),
            attempt(
                Code.DESTINATION_REFUSED,
                "person opens it in a tab",
                "GET",
                "/v1/hello",
                "Sec-Fetch-Site: none",
                "Sec-Fetch-Dest: document"),
            attempt(Code.SITE_REFUSED, "no-cors fetch of hello", "GET", "/v1/hello", CROSS),
            attempt(
                Code.ORIGIN_REFUSED,
                "page pairs",
                "POST",
                "/v1/pair/start",
                "Origin: http://127.0.0.1:8080",
                JSON),
            attempt(Code.ORIGIN_REFUSED, "program pairs", "POST", "/v1/pair/start", JSON)));
  }

  @Test
  void reboundNamesAreRefused() throws IOException {
    int port = test.bridge.port();
    assertRefused(
        List.of(
            get(Code.WRONG_HOST, "rebinding", "Host: evil.example", FULL),
            get(Code.WRONG_HOST, "rebinding with port", "Host: evil.example:" + port, FULL),
            get(
                Code.WRONG_HOST,
                "rebinding, origin fits",
                "Host: evil.example:" + port,
                "Origin: http://evil.example:" + port,
                "Sec-Fetch-Site: same-origin",
                FULL),
            get(Code.WRONG_HOST, "no port", "Host: 127.0.0.1", FULL),
            get(Code.WRONG_HOST, "other port", "Host: 127.0.0.1:1", FULL),
            get(Code.WRONG_HOST, "suffix", "Host: 127.0.0.1.evil.example:" + port, FULL),
            get(Code.WRONG_HOST, "other loopback", "Host: 127.0.0.2:" + port, FULL),
            get(Code.WRONG_HOST, "any address", "Host: 0.0.0.0:" + port, FULL),
            attempt(Code.WRONG_HOST, "hello", "GET", "/v1/hello", "Host: evil.example:" + port),
            attempt(
                Code.WRONG_HOST,
                "preflight",
                "OPTIONS",
                "/v1/probe",
                "Host: evil.example:" + port,
                ORIGIN,
                "Access-Control-Request-Method: GET")));
  }

  @Test
  void onlyALiveTokenOfTheRightOriginAndScopeOpensADoor() throws IOException {
    var local = test.localToken();
    assertRefused(
        List.of(
            get(Code.NOT_AUTHENTICATED, "no token"),
            get(Code.NOT_AUTHENTICATED, "paired, no token", ORIGIN, CROSS),
            get(Code.NOT_AUTHENTICATED, "other extension, Chromium", "Sec-Fetch-Site: none"),
            get(Code.NOT_AUTHENTICATED, "other extension, Firefox", "Sec-Fetch-Site: same-origin"),
            get(Code.NOT_AUTHENTICATED, "guess", "Authorization: Bearer x"),
            get(Code.NOT_AUTHENTICATED, "empty", "Authorization: Bearer "),
            get(Code.NOT_AUTHENTICATED, "other scheme", FULL.replace("Bearer", "Basic")),
            get(Code.NOT_AUTHENTICATED, "longer", FULL + "x"),
            get(Code.NOT_AUTHENTICATED, "two tokens", FULL, FULL),
            get(Code.NOT_AUTHENTICATED, "cookie", "Cookie: " + FULL),
            attempt(Code.NOT_AUTHENTICATED, "in the query", "GET", "/v1/probe?token=token-full"),
            attempt(Code.NOT_AUTHENTICATED, "no such route", "GET", "/v1/nothing"),
            attempt(Code.NOT_AUTHENTICATED, "options", "OPTIONS", "/v1/probe"),
            attempt(Code.NOT_AUTHENTICATED, "root", "GET", "/"),
            post(Code.NOT_AUTHENTICATED, "post", JSON),
            get(Code.REVOKED, "revoked", ORIGIN, token("revoked")),
            get(Code.EXPIRED, "expired", ORIGIN, token("expired")),
            get(Code.ORIGIN_REFUSED, "token of another origin", ORIGIN, token("firefox")),
            get(Code.ORIGIN_REFUSED, "stolen token", "Origin: " + STRANGER, FULL),
            get(Code.ORIGIN_REFUSED, "stolen local token", "Origin: " + STRANGER, local),
            get(Code.ORIGIN_REFUSED, "local token in a browser", ORIGIN, local),
            post(Code.SCOPE_MISSING, "reader writes", ORIGIN, token("reader"), JSON),
            attempt(Code.SCOPE_MISSING, "deletes", "DELETE", "/v1/probe", ORIGIN, FULL, JSON),
            attempt(
                Code.SCOPE_MISSING,
                "opens the pairing window",
                "POST",
                "/v1/pairing/window",
                ORIGIN,
                FULL,
                JSON),
            attempt(Code.SCOPE_MISSING, "removes others", "DELETE", "/v1/clients/reader", FULL),
            attempt(Code.NOT_FOUND, "unknown route", "GET", "/v1/nothing", FULL),
            attempt(Code.NOT_FOUND, "trailing slash", "POST", "/v1/probe/", token("reader"), JSON),
            attempt(Code.NOT_FOUND, "encoded", "POST", "/v1/%70robe", token("reader"), JSON),
            attempt(Code.NOT_FOUND, "upper case", "GET", "/V1/probe", FULL),
            attempt(Code.METHOD_REFUSED, "head", "HEAD", "/v1/probe", FULL),
            attempt(Code.METHOD_REFUSED, "patch", "PATCH", "/v1/probe", FULL, JSON)));
  }

  @Test
  void bodiesAreJsonAndSmall() throws IOException {
    assertRefused(
        List.of(
            post(Code.NOT_JSON, "no type", FULL),
            post(Code.NOT_JSON, "text", FULL, "Content-Type: text/plain"),
            post(Code.NOT_JSON, "jsonp", FULL, "Content-Type: application/jsonp"),
            post(
                Code.NOT_JSON,
                "form",
                FULL,
                "Content-Type: multipart/form-data; boundary=application/json"),
            post(Code.TOO_LARGE, "oversize", FULL, JSON, "Content-Length: 65537")));

    var chunk = "8000\r\n" + " ".repeat(0x8000) + "\r\n";
    var chunked = List.of(test.host(), FULL, JSON, "Transfer-Encoding: chunked");
    var answer =
        test.http.send(
            RawHttp.request("POST", "/v1/probe", chunked, "").stripTrailing()
                + "\r\n\r\n"
                + chunk
                + chunk
                + "2\r\n{}\r\n0\r\n\r\n");
    assertThat(answer).contains("HTTP/1.1 413 ", "TOO_LARGE");
  }

  @Test
  void aBodyThatDoesNotComeInTimeIsNotWaitedFor() throws IOException {
    test.step = Duration.ofMillis(4_900);
    var begun = List.of(test.host(), FULL, JSON, "Content-Length: 100");

    var answer = test.http.send(RawHttp.request("POST", "/v1/probe", begun, "") + "{");

    assertThat(answer).contains("HTTP/1.1 408 ", "TOO_SLOW");
    var refusal = test.bridge.refusals().list().getLast();
    assertThat(refusal.code()).isEqualTo(Code.TOO_SLOW);
  }

  @Test
  void aBodyThatDripsIsCutOffToo() throws IOException {
    // Time for nine reads of 4 KiB at most: less than the body, however fast it is read.
    test.step = Duration.ofMillis(500);
    var begun = List.of(test.host(), FULL, JSON, "Content-Length: 60000");
    var head = RawHttp.request("POST", "/v1/probe", begun, "");

    try (var socket = test.http.open(head.getBytes(StandardCharsets.UTF_8))) {
      var out = socket.getOutputStream();
      for (int i = 0; i < 60_000 && socket.getInputStream().available() == 0; i++) {
        out.write(' ');
        out.flush();
        Thread.onSpinWait();
      }
      var _ = socket.getInputStream().read();
    } catch (IOException e) {
      // Cut off in the middle of a write: then the answer may be lost with the connection.
    }

    assertThat(test.bridge.refusals().list().getLast().code()).isEqualTo(Code.TOO_SLOW);
  }

  @Test
  void upgradesAreRefusedEverywhere() throws IOException {
    var table = new ArrayList<Attempt>();
    for (var path : List.of("/v1/probe", "/v1/hello", "/v1/events", "/v1/nothing", "/", "/a/b/c")) {
      table.add(attempt(Code.WRONG_HOST, "rebinding", "GET", path, "Host: evil.example", FULL));
      table.add(attempt(Code.ORIGIN_REFUSED, "page", "GET", path, "Origin: https://evil.example"));
      table.add(attempt(Code.ORIGIN_REFUSED, "frame", "GET", path, "Origin: null", FULL));
      table.add(attempt(Code.SITE_REFUSED, "site", "GET", path, CROSS, FULL));
      table.add(attempt(Code.NOT_FOUND, "paired", "GET", path, ORIGIN, FULL));
    }
    table.add(attempt(Code.NOT_AUTHENTICATED, "no token", "GET", "/v1/probe"));
    table.add(attempt(Code.REVOKED, "revoked", "GET", "/v1/probe", ORIGIN, token("revoked")));
    table.add(attempt(Code.NOT_FOUND, "post", "POST", "/v1/probe", FULL, JSON));
    table.add(attempt(Code.NOT_AUTHENTICATED, "options", "OPTIONS", "/v1/probe", ORIGIN));

    assertRefused(
        table.stream()
            .map(
                attempt -> {
                  var headers = new ArrayList<>(attempt.headers());
                  headers.addAll(UPGRADE);
                  headers.add("Connection: Upgrade");
                  return new Attempt(
                      attempt.who(), attempt.expected(), attempt.method(), attempt.path(), headers);
                })
            .toList());
  }

  @Test
  void preflightsAreAnsweredToKnownExtensionsOnly() throws IOException {
    var asks = "Access-Control-Request-Method: ";
    assertRefused(
        List.of(
            attempt(
                Code.ORIGIN_REFUSED,
                "page",
                "OPTIONS",
                "/v1/probe",
                "Origin: https://evil.example",
                asks + "GET"),
            attempt(
                Code.ORIGIN_REFUSED,
                "stranger",
                "OPTIONS",
                "/v1/probe",
                "Origin: " + STRANGER,
                asks + "GET")));

    for (var origin : List.of(EXTENSION, FIREFOX)) {
      assertPreflight("/v1/probe", origin, asks + "POST");
    }
    assertPreflight("/v1/hello", STRANGER, asks + "GET");
    assertPreflight("/v1/pair/start", STRANGER, asks + "POST");
    assertPreflight("/v1/pair/finish", STRANGER, asks + "POST");
  }

  private void assertPreflight(String path, String origin, String asks) throws IOException {
    var answer = test.extension(origin, "OPTIONS", path, "", asks);

    assertThat(answer).startsWith("HTTP/1.1 204 ").doesNotContain("Credentials");
    assertThat(RawHttp.header(answer, "Access-Control-Allow-Origin")).isEqualTo(origin);
    assertThat(RawHttp.header(answer, "Access-Control-Allow-Headers"))
        .contains("Authorization", "Content-Type", "If-Match", "Last-Event-ID");
    assertThat(RawHttp.header(answer, "Vary")).isEqualTo("Origin");
  }

  @Test
  void refusedExtensionsMayReadWhyButStrangersMayNot() throws IOException {
    for (var client : List.of("revoked", "expired", "nobody")) {
      var answer = test.extension(EXTENSION, "GET", "/v1/probe", "", token(client));
      assertThat(RawHttp.header(answer, "Access-Control-Allow-Origin")).isEqualTo(EXTENSION);
    }
    var stranger = test.extension(STRANGER, "GET", "/v1/probe", "", FULL);
    assertThat(RawHttp.header(stranger, "Access-Control-Allow-Origin")).isEmpty();
    var page = test.extension("https://evil.example", "GET", "/v1/hello", "");
    assertThat(RawHttp.header(page, "Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void whatIsNoHttpGetsABareStatus() throws IOException {
    for (var bad :
        List.of(
            "GET /v1/probe HTTP/1.1\r\n\r\n",
            "GET /v1/probe HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
            "GET /v1/../../etc HTTP/1.1\r\n" + test.host() + "\r\n\r\n",
            "GET /%zz HTTP/1.1\r\n" + test.host() + "\r\n\r\n",
            "GET /v1/probe HTTP/1.1\r\n"
                + test.host()
                + "\r\nA: "
                + "b".repeat(99_999)
                + "\r\n\r\n",
            "POST /v1/probe HTTP/1.1\r\n"
                + test.host()
                + "\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "nonsense\r\n\r\n")) {
      var answer = test.http.send(bad);
      assertThat(answer).matches("(?s)HTTP/1.1 4.*").doesNotContainIgnoringCase("<html");
    }
  }

  @Test
  void strangersAreSlowedDownAndNobodyElse() throws IOException {
    test.step = Duration.ZERO;
    for (int i = 0; i < 50; i++) {
      test.http.send(RawHttp.request("GET", "/v1/hello", List.of(test.host()), ""));
    }
    var answer = test.http.send(RawHttp.request("GET", "/v1/hello", List.of(test.host()), ""));
    assertThat(answer).contains("HTTP/1.1 429 ", "TOO_MANY", "Retry-After: 1");
    assertRefused(List.of(get(Code.TOO_MANY, "guesses", "Authorization: Bearer x")));

    assertRefused(List.of(attempt(Code.NOT_FOUND, "paired", "GET", "/v1/nothing", FULL)));
    test.step = Duration.ofSeconds(10);
    assertRefused(List.of(get(Code.NOT_AUTHENTICATED, "later", "Authorization: Bearer x")));
  }

  @Test
  void refusalsAreCountedByOriginAndCode() throws IOException {
    for (int i = 0; i < 3; i++) {
      test.extension("https://evil.example", "GET", "/v1/probe", "");
    }
    test.extension(EXTENSION, "GET", "/v1/probe", "");
    test.http.send(RawHttp.request("GET", "/v1/probe", List.of(test.host()), ""));

    assertThat(test.bridge.refusals().list())
        .extracting(refusal -> refusal.origin() + " " + refusal.code() + " " + refusal.count())
        .containsExactly(
            "https://evil.example ORIGIN_REFUSED 3",
            EXTENSION + " NOT_AUTHENTICATED 1",
            "null NOT_AUTHENTICATED 1");

    for (int i = 0; i < 200; i++) {
      test.extension("https://evil" + i + ".example", "GET", "/v1/probe", "");
    }
    assertThat(test.bridge.refusals().list()).hasSize(64);
  }
}
