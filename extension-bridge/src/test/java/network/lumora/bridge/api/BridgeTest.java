package network.lumora.bridge.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BridgeTest {
  private final StillAgent agent = new StillAgent();
  private final AtomicInteger probes = new AtomicInteger();
  @TempDir private Path folder;
  private Bridge bridge;
  private RawHttp http;
  private String token;

  /** One line of the table: a request that differs from a good one in these headers. */
  private record Attempt(int expected, String method, String path, List<String> headers) {
    Attempt(int expected, String method, String path, String... headers) {
      this(expected, method, path, List.of(headers));
    }
  }

  @BeforeEach
  void start() throws IOException {
    var files = new BridgeFiles(folder);
    bridge = new Bridge(agent.bridged(), files, 0, this::probe);
    http = new RawHttp(bridge.port());
    token = "Authorization: " + files.token().header();
  }

  @AfterEach
  void stop() throws IOException {
    bridge.close();
  }

  private void probe(RoutesConfig routes) {
    routes.get("/v1/probe", _ -> probes.incrementAndGet());
    routes.post("/v1/probe", _ -> probes.incrementAndGet());
    routes.ws("/v1/stream", ws -> ws.onConnect(_ -> probes.incrementAndGet()));
  }

  private String send(String method, String path, List<String> headers, String body)
      throws IOException {
    var request = new StringBuilder(method + " " + path + " HTTP/1.1\r\nConnection: close\r\n");
    headers.forEach(header -> request.append(header).append("\r\n"));
    if (!body.isEmpty()) {
      request.append("Content-Length: ").append(body.length()).append("\r\n");
    }
    return http.send(request + "\r\n" + body);
  }

  private String host() {
    return "Host: 127.0.0.1:" + bridge.port();
  }

  private List<String> withToken(String... more) {
    var headers = new ArrayList<>(List.of(host(), token));
    headers.addAll(List.of(more));
    return headers;
  }

  @Test
  void letsInOnlyCallsOfTheHostsOwnTools() throws IOException {
    var json = "Content-Type: application/json";
    var port = bridge.port();
    var table =
        List.of(
            new Attempt(401, "GET", "/v1/probe", host()),
            new Attempt(401, "GET", "/v1/probe", host(), "Authorization: Bearer x"),
            new Attempt(401, "GET", "/v1/probe", host(), token + "x"),
            new Attempt(401, "GET", "/v1/probe", host(), token.replace("Bearer", "Basic")),
            new Attempt(401, "GET", "/v1/probe", host(), "Cookie: " + token),
            new Attempt(401, "GET", "/v1/nothing", host()),
            new Attempt(401, "HEAD", "/v1/probe", host()),
            new Attempt(401, "OPTIONS", "/v1/probe", host()),
            new Attempt(401, "POST", "/v1/probe", host(), json),
            new Attempt(401, "GET", "/v1/probe?token=" + token.substring(22), host()),
            new Attempt(400, "GET", "/v1/probe", token),
            new Attempt(400, "GET", "/v1/probe", token, host(), "Host: evil.example"),
            new Attempt(421, "GET", "/v1/probe", token, "Host: evil.example"),
            new Attempt(421, "GET", "/v1/probe", token, "Host: evil.example:" + port),
            new Attempt(421, "GET", "/v1/probe", token, "Host: 127.0.0.1"),
            new Attempt(421, "GET", "/v1/probe", token, "Host: 127.0.0.1:1"),
            new Attempt(421, "GET", "/v1/probe", token, "Host: 127.0.0.1.evil.example:" + port),
            new Attempt(421, "GET", "/v1/health", "Host: evil.example:" + port),
            new Attempt(403, "GET", "/v1/probe", host(), token, "Origin: https://evil.example"),
            new Attempt(403, "GET", "/v1/probe", host(), token, "Origin: null"),
            new Attempt(403, "GET", "/v1/probe", host(), token, "Origin:"),
            new Attempt(403, "GET", "/v1/probe", host(), token, "Origin: http://127.0.0.1:" + port),
            new Attempt(403, "GET", "/v1/probe", host(), token, "Origin: chrome-extension://abc"),
            new Attempt(403, "GET", "/v1/health", host(), "Origin: https://evil.example"),
            new Attempt(403, "OPTIONS", "/v1/probe", host(), "Origin: https://evil.example"),
            new Attempt(403, "GET", "/v1/probe", host(), token, "Sec-Fetch-Site: cross-site"),
            new Attempt(403, "GET", "/v1/probe", host(), token, "Sec-Fetch-Site: same-site"),
            new Attempt(403, "GET", "/v1/probe", host(), token, "Sec-Fetch-Site: same-origin"),
            new Attempt(415, "POST", "/v1/probe", host(), token),
            new Attempt(415, "POST", "/v1/probe", host(), token, "Content-Type: text/plain"),
            new Attempt(415, "POST", "/v1/probe", host(), token, "Content-Type: application/jsonp"),
            new Attempt(413, "POST", "/v1/probe", host(), token, json, "Content-Length: 65537"));

    for (var attempt : table) {
      var answer = send(attempt.method(), attempt.path(), attempt.headers(), "");
      assertThat(RawHttp.status(answer))
          .as("%s %s %s", attempt.method(), attempt.path(), attempt.headers())
          .isEqualTo(attempt.expected());
      assertThat(answer).doesNotContain("Access-Control-Allow", "Set-Cookie", token);
    }
    assertThat(probes).hasValue(0);
    assertThat(agent.reached).isZero();
  }

  @Test
  void guardsUpgradesLikeRequests() throws IOException {
    var upgrade =
        List.of(
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
    var table =
        List.of(
            new Attempt(401, "GET", "/v1/stream", host()),
            new Attempt(421, "GET", "/v1/stream", token, "Host: evil.example"),
            new Attempt(403, "GET", "/v1/stream", host(), token, "Origin: https://evil.example"),
            new Attempt(403, "GET", "/v1/stream", host(), token, "Sec-Fetch-Site: cross-site"),
            new Attempt(404, "GET", "/v1/health", host()),
            new Attempt(404, "GET", "/v1/status", host()),
            new Attempt(404, "GET", "/v1/nothing", host()));

    for (var attempt : table) {
      assertThat(RawHttp.status(upgrade(attempt.path(), attempt.headers(), upgrade)))
          .as("%s %s", attempt.path(), attempt.headers())
          .isEqualTo(attempt.expected());
    }
    assertThat(probes).hasValue(0);
    assertThat(agent.reached).isZero();
    assertThat(RawHttp.status(upgrade("/v1/stream", withToken(), upgrade))).isEqualTo(101);
  }

  private String upgrade(String path, List<String> headers, List<String> upgrade)
      throws IOException {
    var all = new ArrayList<>(headers);
    all.addAll(upgrade);
    all.add("Connection: Upgrade");
    var request = new StringBuilder("GET " + path + " HTTP/1.1\r\n");
    all.forEach(header -> request.append(header).append("\r\n"));
    return http.send(request.append("Connection: close\r\n\r\n").toString());
  }

  @Test
  void answersThoseWhoShowTheToken() throws IOException {
    var json = "Content-Type: application/json; charset=utf-8";

    assertThat(send("GET", "/v1/status", withToken(), "")).contains("200", "\"RUNNING\"");
    assertThat(send("GET", "/v1/status", withToken("Sec-Fetch-Site: none"), "")).contains("200");
    assertThat(send("POST", "/v1/pause", withToken(json), "{\"seconds\":60}")).contains("200");
    assertThat(send("POST", "/v1/resume", withToken(json), "{}")).contains("200");
    assertThat(send("GET", "/v1/journal?after=7", withToken(), "")).contains("\"rows\":[]");
    assertThat(
            send(
                "PUT",
                "/v1/limits",
                withToken(json),
                "{\"rateUp\":1,\"rateDown\":2,\"perDay\":3,\"perMonth\":4}"))
        .contains("200", "\"perMonth\":4");
  }

  @Test
  void healthIsOpenAndTellsNothingElse() throws IOException {
    var answer = send("GET", "/v1/health", List.of(host()), "");

    assertThat(answer).contains("HTTP/1.1 200", "{\"product\":\"lumora\",\"status\":\"ok\"}");
    assertThat(answer).contains("Cache-Control: no-store", "X-Content-Type-Options: nosniff");
    assertThat(answer).doesNotContain("Server:");
  }

  @Test
  void errorsAreProblemsWithStableCodes() throws IOException {
    var json = "Content-Type: application/json";

    assertThat(send("GET", "/v1/nothing", withToken(), ""))
        .contains("404", "application/problem+json", "\"code\":\"NOT_FOUND\"");
    assertThat(send("DELETE", "/v1/status", withToken(json), ""))
        .contains("application/problem+json");
    assertThat(send("POST", "/v1/pause", withToken(json), "{\"seconds\":-1}"))
        .contains("400", "MALFORMED", "not -1");
    assertThat(send("POST", "/v1/pause", withToken(json), "{")).contains("400", "MALFORMED");
    assertThat(send("POST", "/v1/pause", withToken(json), "")).contains("400", "MALFORMED");
    assertThat(send("GET", "/v1/journal?after=x", withToken(), "")).contains("400", "MALFORMED");
    assertThat(
            send(
                "PUT",
                "/v1/limits",
                withToken(json),
                "{\"rateUp\":1,\"rateDown\":2,\"perDay\":13,\"perMonth\":4}"))
        .contains("400", "perDay is 13");
    agent.diskFull = true;
    assertThat(send("GET", "/v1/status", withToken(), ""))
        .contains("503", "UNAVAILABLE", "the disk is full");
  }

  @Test
  void aBodyWithoutLengthIsCutAtTheLimit() throws IOException {
    var chunk = "8000\r\n" + " ".repeat(0x8000) + "\r\n";
    var headers = withToken("Content-Type: application/json", "Transfer-Encoding: chunked");
    var request = new StringBuilder("POST /v1/pause HTTP/1.1\r\nConnection: close\r\n");
    headers.forEach(header -> request.append(header).append("\r\n"));

    var answer = http.send(request + "\r\n" + chunk + chunk + "2\r\n{}\r\n0\r\n\r\n");

    assertThat(answer).contains("413", "TOO_LARGE");
  }

  @Test
  void theTokenIsForItsOwnerOnly() throws IOException {
    var file = folder.resolve("api.token");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> new BridgeFiles(folder).token())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("chmod 600");
  }

  @Test
  void aTakenPortIsNamedWithItsCure() {
    assertThatThrownBy(() -> new Bridge(agent.bridged(), new BridgeFiles(folder), bridge.port()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("port " + bridge.port())
        .hasMessageContaining("--api-port");
  }

  @Test
  void thePortFileGoesWithTheServer() throws IOException {
    var files = new BridgeFiles(folder);
    assertThat(files.port()).hasValue(bridge.port());

    bridge.close();

    assertThat(files.port()).isEmpty();
  }
}
