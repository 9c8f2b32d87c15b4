package network.lumora.bridge.api;

import static network.lumora.bridge.api.TestBridge.EXTENSION;
import static network.lumora.bridge.api.TestBridge.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import network.lumora.bridge.agent.ActivityHint;
import network.lumora.bridge.guard.Need;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BridgeTest {
  private static final String NONCE = "00112233445566778899aabbccddeeff";

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

  @Test
  void everyRouteThatReadsAnswersTheHostsTools() throws IOException {
    var queries =
        List.of(
            "/v1/journal/export?format=csv",
            "/v1/usage?from=2026-11-01&to=2026-11-22&bucket=DAY",
            "/v1/line/history?from=2026-11-22T06:00:00Z&to=2026-11-22T07:00:00Z&step=1m");
    for (var route : test.bridge.routes()) {
      if (route.method().equals("GET") && !route.path().equals("/v1/events")) {
        var path =
            queries.stream()
                .filter(query -> query.startsWith(route.path() + "?"))
                .findFirst()
                .orElse(route.path());
        assertThat(test.call("GET", path, "")).as(path).startsWith("HTTP/1.1 200 ");
      }
    }
  }

  @Test
  void whatNobodyHasMeasuredOfTheLineIsNullAndNot0() throws IOException {
    assertThat(test.call("GET", "/v1/line", ""))
        .contains("\"capacity\":{\"up\":null,\"down\":null,\"provenAt\":null")
        .contains("\"standing\":{\"state\":null,\"why\":\"NOT_MEASURED\"");
    assertThat(test.call("GET", history("2026-11-22T07:00:00Z", "1m"), ""))
        .contains("\"otherSeconds\":0,\"otherUp\":null,\"otherDown\":null");
  }

  @Test
  void theHistoryOfTheLineIsBounded() throws IOException {
    assertThat(test.call("GET", history("2027-12-22T06:00:00Z", "1h"), "")).contains(" 200 ");
    for (var path :
        List.of(
            history("2028-06-22T06:00:00Z", "1h"),
            history("2026-11-22T10:00:00Z", "1s"),
            history("2026-11-22T06:00:00Z", "1s"),
            history("2026-11-22T07:00:00Z", "5m"),
            history("%2B1000000000-12-31T23:59:59Z", "1s"),
            history("tomorrow", "1m"),
            "/v1/line/history")) {
      assertThat(test.call("GET", path, "")).as(path).contains("HTTP/1.1 400 ", "MALFORMED");
    }
  }

  private static String history(String to, String step) {
    return "/v1/line/history?from=2026-11-22T06:00:00Z&to=" + to + "&step=" + step;
  }

  @Test
  void onlyHelloAndPairingAreOpen() {
    assertThat(test.bridge.routes())
        .filteredOn(route -> route.need() == Need.OPEN || route.need() == Need.PAIRING)
        .extracting(route -> route.method() + " " + route.path())
        .containsExactly("GET /v1/hello", "POST /v1/pair/start", "POST /v1/pair/finish");
  }

  @Test
  void aPairedExtensionReadsAndSteersThroughCors() throws IOException {
    var status = test.extension(EXTENSION, "GET", "/v1/status", "", token("reader"));
    assertThat(status).startsWith("HTTP/1.1 200 ").contains("\"state\":\"RUNNING\"");
    assertThat(RawHttp.header(status, "Access-Control-Allow-Origin")).isEqualTo(EXTENSION);
    assertThat(status).contains("\"rateNow\":{\"up\":null,\"down\":null}");

    var paused =
        test.extension(
            EXTENSION, "POST", "/v1/pause", "{\"seconds\":60,\"mode\":\"FINISH\"}", token("full"));
    assertThat(paused).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void anExtensionWithHostPermissionsSendsNoOriginAndItsTokenDecides() throws IOException {
    for (var site : List.of("none", "same-origin")) {
      var headers =
          List.of(test.host(), token("full"), "Sec-Fetch-Site: " + site, "Sec-Fetch-Dest: empty");
      assertThat(test.http.send(RawHttp.request("GET", "/v1/status", headers, "")))
          .startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void helloIsSignedForTheNonceAndThePort() throws IOException {
    var plain = test.extension(TestBridge.STRANGER, "GET", "/v1/hello", "");
    assertThat(plain)
        .contains(
            "{\"product\":\"lumora\",\"api\":[\"v1\"],\"version\":\"0.1.0\","
                + "\"pairing\":\"CLOSED\",\"signature\":null}");
    assertThat(RawHttp.header(plain, "Access-Control-Allow-Origin")).isEqualTo(TestBridge.STRANGER);

    var signed = test.extension(EXTENSION, "GET", "/v1/hello?nonce=" + NONCE, "");
    var signature = signed.replaceAll("(?s).*\"signature\":\"([^\"]+)\".*", "$1");
    var message = "lumora-hello-v1\n" + NONCE + "\n" + test.bridge.port() + "\n";
    assertThat(test.agent.verifies(message, Base64.getDecoder().decode(signature))).isTrue();

    for (var bad : List.of("00", "zz".repeat(16), "00".repeat(33))) {
      assertThat(test.extension(EXTENSION, "GET", "/v1/hello?nonce=" + bad, ""))
          .contains("HTTP/1.1 400 ", "MALFORMED");
    }
  }

  @Test
  void documentsChangeOnlyForThoseWhoHaveSeenThem() throws IOException {
    for (var path : List.of("/v1/settings", "/v1/rules")) {
      var seen = test.call("GET", path, "");
      var tag = RawHttp.header(seen, "ETag");
      var document = seen.substring(seen.indexOf("\r\n\r\n") + 4);
      var changed = document.replace("ALL_BUT_DENIED", "ONLY_ALLOWED").replace(":90", ":30");

      assertThat(test.call("PUT", path, changed)).contains("HTTP/1.1 428 ", "PRECONDITION_MISSING");
      var stale = test.call("PUT", path, changed, "If-Match: \"0\"");
      assertThat(stale).contains("HTTP/1.1 412 ", "CHANGED_MEANWHILE");
      assertThat(RawHttp.header(stale, "ETag")).isEqualTo(tag);

      var answer = test.call("PUT", path, changed, "If-Match: " + tag);
      assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith(changed);
      assertThat(RawHttp.header(answer, "ETag")).matches("\"[0-9a-f]{32}\"").isNotEqualTo(tag);
      assertThat(test.call("PUT", path, document, "If-Match: " + tag)).contains("HTTP/1.1 412 ");
    }
    var denied = test.call("POST", "/v1/rules/deny", "{\"kind\":\"SITE\",\"value\":\"a.example\"}");
    assertThat(denied).contains("\"denied\":[\"a.example\"]");
    assertThat(RawHttp.header(denied, "ETag")).isNotEmpty();
  }

  @Test
  void errorsAreProblemsWithStableCodes() throws IOException {
    for (var bad :
        List.of(
            "{",
            "[]",
            "null",
            "{\"seconds\":-1}",
            "{\"seconds\":\"1\"}",
            "{\"seconds\":1,\"mode\":\"LATER\"}",
            "{\"seconds\":1}{}",
            "{}")) {
      assertThat(test.call("POST", "/v1/pause", bad))
          .as(bad)
          .contains("HTTP/1.1 400 ", "application/problem+json", "\"code\":\"MALFORMED\"");
    }
    for (var bad :
        List.of(
            "/v1/journal?after=x",
            "/v1/journal?limit=201",
            "/v1/journal?limit=0",
            "/v1/journal?before=-1",
            "/v1/journal?outcome=GOOD",
            "/v1/journal?q=" + "a".repeat(300),
            "/v1/journal/export",
            "/v1/usage",
            "/v1/usage?from=2026-11-22&to=2026-11-01&bucket=DAY",
            "/v1/usage?from=2026-01-01&to=2026-11-01&bucket=HOUR",
            "/v1/usage?from=2026-13-01&to=2026-11-01&bucket=DAY",
            "/v1/receipts?limit=0")) {
      assertThat(test.call("GET", bad, "")).as(bad).contains("HTTP/1.1 400 ", "MALFORMED");
    }
    var limits = "{\"rateUp\":1,\"rateDown\":2,\"perDay\":13,\"perMonth\":4}";
    assertThat(test.call("PUT", "/v1/limits", limits)).contains("HTTP/1.1 400 ", "perDay is 13");
    assertThat(test.call("GET", "/v1/nothing", "")).contains("HTTP/1.1 404 ", "NOT_FOUND");
    test.agent.diskFull = true;
    assertThat(test.call("GET", "/v1/status", ""))
        .contains("HTTP/1.1 503 ", "UNAVAILABLE", "the disk is full");
  }

  @Test
  void theJournalIsExportedWholeAndHarmless() throws IOException {
    for (int i = 1; i <= 450; i++) {
      test.agent.rows.add(StillAgent.row(i, i == 1 ? "=cmd(\"a\", b)" : null));
    }
    var csv = test.call("GET", "/v1/journal/export?format=csv", "");
    assertThat(csv)
        .contains("Content-Type: text/csv", "attachment; filename=\"lumora-journal.csv\"");
    assertThat(csv).contains(",\"'=cmd(\"\"a\"\", b)\",");
    assertThat(csv.lines().filter(line -> line.contains("shop.example"))).hasSize(450);

    var json = test.call("GET", "/v1/journal/export?format=jsonl", "");
    assertThat(json.lines().filter(line -> line.startsWith("{\"number\":"))).hasSize(450);
  }

  @Test
  void receiptsAreAsStoredAndADamagedOneStillIsJson() throws IOException {
    assertThat(test.call("GET", "/v1/receipts", ""))
        .contains("\"envelope\":{\"payload\": \"e30=\"}", "\"logged\":\"damaged {\"");
  }

  @Test
  void hintsHaveNoRoomForAnAddress() throws IOException {
    var hint =
        "{\"kind\":\"MEDIA\",\"active\":true,\"seconds\":60,\"url\":\"https://private.example\"}";

    assertThat(test.call("POST", "/v1/activity", hint)).startsWith("HTTP/1.1 204 ");

    assertThat(test.agent.hints)
        .containsExactly(new ActivityHint(ActivityHint.Kind.MEDIA, true, 60));
    assertThat(test.call("POST", "/v1/activity", hint.replace("60", "301")))
        .startsWith("HTTP/1.1 400 ");
  }

  @Test
  void healthTellsWhatWasRefused() throws IOException {
    test.extension("https://evil.example", "GET", "/v1/status", "");

    assertThat(test.call("GET", "/v1/health", ""))
        .contains(
            "\"rssBytes\":null",
            "\"cpuSeconds\":0.5",
            "\"port\":" + test.bridge.port(),
            "\"refused\":[{\"origin\":\"https://evil.example\",\"code\":\"ORIGIN_REFUSED\","
                + "\"count\":1,\"lastAt\":\"2026-11-22T12:00:00Z\"}]");
  }

  @Test
  void clientsAreListedWithoutTokensAndLeaveAtOnce() throws IOException {
    var list = test.call("GET", "/v1/clients", "");
    assertThat(list).contains("\"id\":\"full\"", "\"origin\":\"" + EXTENSION + "\"");
    assertThat(list).doesNotContain("token", "\"id\":\"expired\"");

    assertThat(test.extension(EXTENSION, "DELETE", "/v1/clients/self", "", token("reader")))
        .startsWith("HTTP/1.1 204 ");
    assertThat(test.extension(EXTENSION, "GET", "/v1/status", "", token("reader")))
        .contains("HTTP/1.1 401 ", "REVOKED");
    assertThat(test.call("DELETE", "/v1/clients/full", "")).startsWith("HTTP/1.1 204 ");
    assertThat(test.extension(EXTENSION, "GET", "/v1/status", "", token("full")))
        .contains("HTTP/1.1 401 ", "REVOKED");
    assertThat(test.call("DELETE", "/v1/clients/full", "")).contains("HTTP/1.1 404 ");
    assertThat(test.call("DELETE", "/v1/clients/self", "")).contains("HTTP/1.1 404 ");
  }

  @Test
  void theFilesAreForTheirOwnerOnly() throws IOException {
    for (var name : List.of("api.token", "clients.json")) {
      var permissions = Files.getPosixFilePermissions(folder.resolve(name));
      assertThat(PosixFilePermissions.toString(permissions)).as(name).isEqualTo("rw-------");
    }
    assertThat(folder.resolve("clients.json")).content().doesNotContain("token-full");
    Files.setPosixFilePermissions(
        folder.resolve("api.token"), PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> new BridgeFiles(folder).token())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("chmod 600");
  }

  @Test
  void aDamagedFileOfClientsIsNamedWithItsCure() throws IOException {
    for (var damage : List.of("", "{", "[]", "{\"clients\":[{}],\"gone\":[]}")) {
      Files.writeString(folder.resolve("clients.json"), damage);
      assertThatThrownBy(() -> new BridgeFiles(folder).clients().load())
          .isInstanceOf(IOException.class)
          .hasMessageContaining("clients.json")
          .hasMessageContaining("lumora pair");
    }
  }

  @Test
  void theFirstFreePortIsTaken(@TempDir Path other) throws IOException {
    var loopback = InetAddress.getLoopbackAddress();
    var taken = List.of(test.bridge.port());

    assertThatThrownBy(() -> bridge(other, taken))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("port " + test.bridge.port())
        .hasMessageContaining("--api-port");
    for (int tries = 1; ; tries++) {
      int free;
      try (var probe = new ServerSocket(0, 1, loopback)) {
        free = probe.getLocalPort();
      }
      try (var second = bridge(other, List.of(test.bridge.port(), free))) {
        assertThat(second.port()).isEqualTo(free);
        return;
      } catch (IOException e) {
        // Another program may have taken it meanwhile, not each time.
        assertThat(tries).as(e.getMessage()).isLessThan(5);
      }
    }
  }

  private Bridge bridge(Path other, List<Integer> ports) throws IOException {
    return new Bridge(
        test.agent.bridged(), new BridgeFiles(other), ports, () -> TestBridge.NOW, test.nanos::get);
  }

  @Test
  void thePortFileGoesWithTheServer() throws IOException {
    assertThat(test.files.port()).hasValue(test.bridge.port());

    test.bridge.close();

    assertThat(test.files.port()).isEmpty();
  }
}
