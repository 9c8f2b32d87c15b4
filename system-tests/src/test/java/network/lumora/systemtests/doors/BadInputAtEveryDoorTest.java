package network.lumora.systemtests.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Problem;
import network.lumora.protocol.message.ProblemDetails;
import network.lumora.protocol.message.SessionChallenge;
import network.lumora.protocol.message.SessionRequest;
import network.lumora.protocol.message.ToCoordinator;
import network.lumora.protocol.wire.DocumentCodec;
import network.lumora.protocol.wire.Frame;
import network.lumora.protocol.wire.MessageCodec;
import network.lumora.protocol.wire.StatementCodec;
import network.lumora.systemtests.docs.TestSite;
import network.lumora.systemtests.network.Network;
import network.lumora.systemtests.network.Program;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Every door refuses bad input by the code that PROTOCOL.md names, and all goes on behind it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BadInputAtEveryDoorTest {
  private static final String COORDINATOR = "network.lumora.coordinator.Main";
  private static final String AGENT = "network.lumora.agent.Main";
  private static final Pattern ORDER_ID = Pattern.compile("\\b[0-9a-f]{32}\\b");
  private static final int TEN_MB = 10 * 1024 * 1024;

  private Path folder;
  private TestSite site;
  private Network network;
  private Program agent;
  private long coordinatorPid;
  private final DocumentCodec documents = new DocumentCodec();

  @BeforeAll
  void start(@TempDir Path empty) throws IOException {
    folder = empty;
    site = new TestSite();
    network = new Network(folder, site.authority());
    agent = network.startAgent("agent-1");
    coordinatorPid = network.coordinator().pid();
  }

  @AfterAll
  void stop() {
    network.close();
    site.close();
  }

  /** A request that must be refused, and how. */
  private record Refused(String what, HttpRequest request, int status, ErrorCode code) {}

  @Test
  @Order(1)
  void theHttpDoorRefusesAsTheProtocolSays() throws Exception {
    try (var consumer = new HandwrittenConsumer(network.http());
        var stranger = new HandwrittenConsumer(network.http())) {
      admit(consumer);
      var used = consumer.answerTo(consumer.challenge());
      var token = consumer.open(used);
      var table = new ArrayList<Refused>();
      table.addAll(badRequests(consumer, token));
      table.addAll(badSessions(consumer, stranger, used));
      table.addAll(badOrders(consumer, token));
      table.addAll(largeOrders(consumer, token));

      for (var row : table) {
        assertRefused(row, consumer.send(row.request()));
      }
      var mine = consumer.request("/v1/orders").header("Authorization", "Bearer " + token).build();
      assertThat(consumer.send(mine).body()).isEqualTo("{\"orders\":[]}");
    }
  }

  private void admit(HandwrittenConsumer consumer) throws IOException {
    var admitted = network.operator("admit", consumer.key().toString(), "--name", "by hand");
    assertThat(admitted.status()).as(admitted.output()).isZero();
  }

  private void assertRefused(Refused row, HttpResponse<String> answer) {
    assertSoftly(
        softly -> {
          softly.assertThat(answer.statusCode()).as(row.what()).isEqualTo(row.status());
          softly
              .assertThat(answer.headers().firstValue("Content-Type"))
              .as(row.what())
              .hasValue("application/problem+json");
          softly.assertThat(answer.body()).as(row.what()).doesNotContain("Exception");
          softly
              .assertThatCode(
                  () -> {
                    var problem = documents.read(answer.body(), ProblemDetails.class);
                    assertThat(problem.code()).isEqualTo(row.code());
                    assertThat(problem.status()).isEqualTo(row.status());
                  })
              .as(row.what() + ": " + answer.body())
              .doesNotThrowAnyException();
        });
  }

  private static List<Refused> badRequests(HandwrittenConsumer consumer, String token) {
    var unauthenticated = ErrorCode.NOT_AUTHENTICATED;
    return List.of(
        new Refused(
            "malformed JSON to sessions",
            consumer.post("/v1/sessions", "{\"payload"),
            400,
            ErrorCode.MALFORMED),
        new Refused(
            "malformed JSON to orders",
            consumer.post("/v1/orders", "{\"head\":", token),
            400,
            ErrorCode.MALFORMED),
        new Refused(
            "another record than an order",
            consumer.post("/v1/orders", "[1]", token),
            400,
            ErrorCode.MALFORMED),
        new Refused(
            "unknown route", consumer.request("/v1/nowhere").build(), 404, ErrorCode.NOT_FOUND),
        new Refused("no token", consumer.request("/v1/orders").build(), 401, unauthenticated),
        new Refused(
            "no token, and a bad order", consumer.post("/v1/orders", "{"), 401, unauthenticated),
        new Refused(
            "wrong token", consumer.post("/v1/orders", "{}", "x".repeat(43)), 401, unauthenticated),
        new Refused(
            "a consumer's token at an operator's route",
            consumer.post("/v1/operator/epochs", "{}", token),
            401,
            unauthenticated));
  }

  private static List<Refused> badSessions(
      HandwrittenConsumer consumer, HandwrittenConsumer stranger, HttpRequest used)
      throws IOException, InterruptedException, ProtocolException {
    return List.of(
        new Refused("replayed session request", used, 409, ErrorCode.REPLAYED),
        new Refused(
            "a key that nobody admitted",
            stranger.answerTo(stranger.challenge()),
            403,
            ErrorCode.UNKNOWN_KEY),
        new Refused(
            "a challenge nobody gave",
            consumer.answerTo(
                new SessionChallenge("0".repeat(32), consumer.challenge().coordinator())),
            400,
            ErrorCode.EXPIRED));
  }

  private List<Refused> badOrders(HandwrittenConsumer consumer, String token)
      throws ProtocolException {
    var coordinator = PublicKey.parse(network.key());
    var stranger = IdentityKey.generate().publicKey();
    var now = Instant.now();
    var table = new ArrayList<Refused>();
    table.add(
        new Refused(
            "order made an hour ago",
            consumer.post(
                "/v1/orders",
                consumer.order(
                    coordinator, now.minus(Duration.ofHours(1)), site.pages().getFirst()),
                token),
            400,
            ErrorCode.EXPIRED));
    table.add(
        new Refused(
            "order for another coordinator",
            consumer.post(
                "/v1/orders", consumer.order(stranger, now, site.pages().getFirst()), token),
            409,
            ErrorCode.CONFLICT));
    for (var page :
        List.of(
            "ftp://example.org/file",
            "http:///no-host",
            "http:no-host",
            "https://user:secret@example.org/",
            "not an address",
            "",
            "https://example.org/" + "x".repeat(2_980))) {
      table.add(
          new Refused(
              "page " + page.substring(0, Math.min(40, page.length())),
              consumer.post("/v1/orders", consumer.order(coordinator, now, page), token),
              400,
              ErrorCode.MALFORMED));
    }
    return table;
  }

  private static List<Refused> largeOrders(HandwrittenConsumer consumer, String token) {
    var body = "{\"instructions\":\"%s\"}".formatted("x".repeat(TEN_MB));
    return List.of(
        new Refused(
            "10 MB with its length",
            consumer.post("/v1/orders", body, token),
            413,
            ErrorCode.TOO_LARGE),
        new Refused(
            "10 MB in chunks",
            consumer.postChunked("/v1/orders", body.getBytes(StandardCharsets.US_ASCII), token),
            413,
            ErrorCode.TOO_LARGE));
  }

  /** For these PROTOCOL.md has a code but no row with this status: HTTP's own is kept. */
  @Test
  @Order(2)
  void wrongMethodAndContentTypeKeepTheStatusOfHttp() throws Exception {
    try (var consumer = new HandwrittenConsumer(network.http())) {
      var wrongMethod = consumer.request("/v1/health").DELETE().build();
      var wrongType =
          consumer
              .request("/v1/sessions")
              .header("Content-Type", "text/plain")
              .POST(HttpRequest.BodyPublishers.ofString("{}"))
              .build();

      assertRefused(
          new Refused("wrong method", wrongMethod, 405, ErrorCode.NOT_FOUND),
          consumer.send(wrongMethod));
      assertRefused(
          new Refused("wrong content type", wrongType, 415, ErrorCode.MALFORMED),
          consumer.send(wrongType));
    }
  }

  /** PROTOCOL.md gives this route no body. */
  @Test
  @Order(3)
  void helloPassesOverABodyThatItDoesNotWant() throws Exception {
    try (var consumer = new HandwrittenConsumer(network.http())) {
      var answer = consumer.send(consumer.post("/v1/hello", "{\"broken"));

      assertThat(answer.statusCode()).isEqualTo(200);
      var challenge = documents.read(answer.body(), SessionChallenge.class);
      assertThat(challenge.coordinator()).hasToString(network.key());
    }
  }

  /** Something said to the coordinator. */
  private interface Saying {
    void by(HandwrittenAgent agent) throws InterruptedException;
  }

  /** What is said wrongly, before or after a good hello, and its answer. */
  private record Wrong(String what, boolean greeted, Saying saying, ErrorCode code) {}

  private static List<Wrong> wrongs() {
    return List.of(
        new Wrong("no JSON", true, it -> it.sendText("nonsense"), ErrorCode.MALFORMED),
        new Wrong("no JSON at first", false, it -> it.sendText("{"), ErrorCode.MALFORMED),
        new Wrong(
            "unknown type",
            true,
            it -> it.sendText("{\"type\":\"surprise\"}"),
            ErrorCode.UNKNOWN_TYPE),
        new Wrong(
            "heartbeat without its fields",
            true,
            it -> it.sendText("{\"type\":\"heartbeat\"}"),
            ErrorCode.MALFORMED),
        new Wrong(
            "frame without a header",
            true,
            it -> it.sendBinary(ByteBuffer.allocate(3)),
            ErrorCode.MALFORMED),
        new Wrong(
            "text of 70,000 characters",
            true,
            it -> it.sendText("x".repeat(70_000)),
            ErrorCode.TOO_LARGE),
        new Wrong(
            "unknown version",
            false,
            it -> it.hello("lumora.v9", it.nonce(), it.key()),
            ErrorCode.UNSUPPORTED_VERSION),
        new Wrong(
            "greeting signed by another key",
            false,
            it -> it.hello(MessageCodec.VERSION, it.nonce(), IdentityKey.generate()),
            ErrorCode.BAD_SIGNATURE),
        new Wrong(
            "greeting with another nonce",
            false,
            it -> it.hello(MessageCodec.VERSION, "0".repeat(32), it.key()),
            ErrorCode.NOT_AUTHENTICATED),
        new Wrong(
            "delivery before hello",
            false,
            it -> it.send(new ToCoordinator.Delivery(1, 1, anyEnvelope(it))),
            ErrorCode.OUT_OF_ORDER),
        new Wrong(
            "frame on an unknown channel",
            true,
            it -> it.sendBinary(new Frame(7, 0, true, ByteBuffer.allocate(10)).encode()),
            ErrorCode.OUT_OF_ORDER));
  }

  private static Envelope anyEnvelope(HandwrittenAgent it) {
    var key = it.key();
    return new StatementCodec()
        .sign(new SessionRequest(it.nonce(), key.publicKey(), key.publicKey()), key);
  }

  @Test
  @Order(4)
  void theAgentsDoorAnswersEachWrongMessageByItsCode() throws Exception {
    for (var wrong : wrongs()) {
      try (var it = new HandwrittenAgent(network.agentsPort())) {
        if (wrong.greeted()) {
          it.greet();
        }

        wrong.saying().by(it);

        assertThat(it.expect(Problem.class).code()).as(wrong.what()).isEqualTo(wrong.code());
        if (wrong.code().closesConnection()) {
          assertThat(it.awaitClosed())
              .as(wrong.what())
              .isEqualTo(new HandwrittenAgent.Closed(4000, wrong.code().name()));
        } else {
          assertLivesOn(wrong, it);
        }
      }
    }
  }

  private static void assertLivesOn(Wrong wrong, HandwrittenAgent it) throws InterruptedException {
    if (!wrong.greeted()) {
      it.greet();
    }
    assertThat(it.heartbeatAndMarker()).as(wrong.what()).isEqualTo(ErrorCode.UNKNOWN_TYPE);
    assertThat(it.isClosed()).as(wrong.what()).isFalse();
  }

  /** Only told of: were it sent, a reset of the connection could overtake the close. */
  @Test
  @Order(5)
  void theAgentsDoorClosesOnAFrameOfOneMebibyte() throws IOException {
    try (var raw = new RawConnection(network.agentsPort())) {
      int upgraded =
          raw.request(
              "GET /agent HTTP/1.1",
              "Host: 127.0.0.1:" + network.agentsPort(),
              "Upgrade: websocket",
              "Connection: Upgrade",
              "Sec-WebSocket-Version: 13",
              "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
              "Sec-WebSocket-Protocol: " + MessageCodec.VERSION);
      assertThat(upgraded).isEqualTo(101);

      raw.announceBinary(1024 * 1024);

      assertThat(raw.awaitCloseStatus()).isEqualTo(1009);
    }
  }

  /** A call to the agent's own API that must not reach its handler. */
  private record Shut(String what, int status, List<String> headers) {}

  @Test
  @Order(6)
  void theAgentsOwnDoorLetsNoStrangerReachAHandler() throws IOException {
    int port = apiPort();
    var host = "Host: 127.0.0.1:" + port;
    var token = Files.readString(folder.resolve("agent-1/api.token")).strip();
    var good = "Authorization: Bearer " + token;
    var table =
        List.of(
            new Shut("no token", 401, List.of(host)),
            new Shut("wrong token", 401, List.of(host, "Authorization: Bearer " + "x".repeat(43))),
            new Shut("another scheme", 401, List.of(host, "Authorization: Basic " + token)),
            new Shut("evil host", 421, List.of("Host: evil.example:" + port, good)),
            new Shut("host without port", 421, List.of("Host: 127.0.0.1", good)),
            new Shut("a page's origin", 403, List.of(host, good, "Origin: https://evil.example")),
            new Shut(
                "our own origin", 403, List.of(host, good, "Origin: http://127.0.0.1:" + port)),
            new Shut("null origin", 403, List.of(host, good, "Origin: null")),
            new Shut(
                "an extension's origin",
                403,
                List.of(host, good, "Origin: chrome-extension://abcdef")));

    for (var shut : table) {
      assertThat(pause(port, shut.headers())).as(shut.what()).isEqualTo(shut.status());
      assertThat(status()).as(shut.what()).doesNotContainIgnoringCase("paused");
    }

    assertThat(pause(port, List.of(host, good))).as("whom it lets in").isEqualTo(200);
    assertThat(status()).containsIgnoringCase("paused");
    var resumed = network.lumora("agent-1", "resume");
    assertThat(resumed.status()).as(resumed.output()).isZero();
  }

  private int apiPort() throws IOException {
    var api = agent.told("api");
    return Integer.parseInt(api.substring(api.lastIndexOf(':') + 1));
  }

  private static int pause(int port, List<String> headers) throws IOException {
    try (var raw = new RawConnection(port)) {
      return raw.postJson("/v1/pause", "{\"seconds\":0}", headers.toArray(String[]::new));
    }
  }

  private String status() throws IOException {
    var status = network.lumora("agent-1", "status");
    assertThat(status.status()).as(status.output()).isZero();
    return status.output();
  }

  @Test
  @Order(7)
  void whatIsTakenAlreadyIsToldWithItsCure() throws IOException {
    assertEnds(
        "a coordinator on a busy HTTP port",
        "choose another",
        COORDINATOR,
        "--data",
        fresh("busy-http"),
        "--http-port",
        "" + network.httpPort(),
        "--agents-port",
        "0");
    assertEnds(
        "a coordinator on a busy agents' port",
        "choose another",
        COORDINATOR,
        "--data",
        fresh("busy-agents"),
        "--http-port",
        "0",
        "--agents-port",
        "" + network.agentsPort());
    consent("busy-api");
    assertEnds("a second agent on one folder", "--data", runAgent("agent-1", "0"));
    assertEnds(
        "an agent on a busy port", "--api-port", runAgent(fresh("busy-api"), "" + apiPort()));
  }

  private String[] runAgent(String name, String apiPort) {
    return new String[] {
      AGENT,
      "run",
      "--data",
      folder.resolve(name).toString(),
      "--coordinator",
      "ws://127.0.0.1:" + network.agentsPort() + "/agent",
      "--coordinator-key",
      network.key(),
      "--api-port",
      apiPort
    };
  }

  private String fresh(String name) {
    return folder.resolve(name).toString();
  }

  private void assertEnds(String what, String cure, String... command) throws IOException {
    var log = Files.createTempFile(folder, "ends", ".log");
    try (var program = Program.start(what, log, List.of("-Xmx96m"), command)) {
      assertThat(program.awaitEnd()).as(what + "\n" + program.log()).isEqualTo(1);
      assertThat(program.log()).as(what).contains(cure);
    }
  }

  @Test
  @Order(8)
  void aKeyThatOthersMayReadIsRefusedWithItsCure() throws IOException {
    openToOthers("open-coordinator", "identity.json");
    consent("open-agent");
    consent("open-seal");
    openToOthers("open-agent", "agent.key");
    openToOthers("open-seal", "seal.key");

    assertEnds(
        "a coordinator whose key is open",
        "chmod 600",
        COORDINATOR,
        "--data",
        fresh("open-coordinator"),
        "--http-port",
        "0",
        "--agents-port",
        "0");
    assertEnds("an agent whose key is open", "chmod 600", runAgent("open-agent", "0"));
    assertEnds("an agent whose seal key is open", "chmod 600", runAgent("open-seal", "0"));
  }

  private void consent(String name) throws IOException {
    var consent = network.lumora(name, "consent", "--accept");
    assertThat(consent.status()).as(consent.output()).isZero();
  }

  private void openToOthers(String name, String file) throws IOException {
    var data = Files.createDirectories(folder.resolve(name));
    var key = data.resolve(file);
    if (Files.notExists(key)) {
      var _ = IdentityKey.loadOrCreate(key);
    }
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
  }

  @Test
  @Order(9)
  void afterAllOfItTheSameCoordinatorServesAFreshOrder() throws Exception {
    assertThat(network.coordinator().isAlive()).isTrue();
    assertThat(network.coordinator().pid()).isEqualTo(coordinatorPid);
    assertThat(agent.isAlive()).isTrue();
    try (var consumer = new HandwrittenConsumer(network.http())) {
      var health = consumer.send(consumer.request("/v1/health").build());
      assertThat(health.body()).isEqualTo("{\"status\":\"ok\"}");
    }

    var command =
        new ArrayList<>(List.of("order", "--coordinator", network.http(), "--field", "heading=h1"));
    command.addAll(site.pages().subList(0, 3));
    var placed = network.consumer(command.toArray(String[]::new));
    assertThat(placed.status()).as(placed.output()).isZero();
    var id = ORDER_ID.matcher(placed.output());
    assertThat(id.find()).as(placed.output()).isTrue();
    var watched = network.consumer("watch", id.group());
    assertThat(watched.status()).as(watched.output()).isZero();
    var out = folder.resolve("pages.jsonl");
    var opened = network.consumer("open", id.group(), "--out", out.toString());
    assertThat(opened.status()).as(opened.output()).isZero();
    assertThat(Files.readAllLines(out)).hasSize(3);
  }
}
