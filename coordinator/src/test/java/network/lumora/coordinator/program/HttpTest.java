package network.lumora.coordinator.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import network.lumora.ledger.log.TilePath;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.message.OrderRequest;
import network.lumora.protocol.message.OrderStatus;
import network.lumora.protocol.message.ProblemDetails;
import network.lumora.protocol.message.ToAgent;
import network.lumora.protocol.wire.DocumentCodec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What consumers, operators and readers of the log may ask over HTTP. */
class HttpTest {
  private static final byte[] SEALED = "sealed".getBytes(StandardCharsets.UTF_8);

  @TempDir Path data;
  private Station station;
  private final DocumentCodec documents = new DocumentCodec();

  @BeforeEach
  void start() throws Exception {
    station = new Station(data);
  }

  @AfterEach
  void stop() {
    station.close();
  }

  private void assertProblem(HttpResponse<String> answer, int status, ErrorCode code)
      throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    var problem = documents.read(answer.body(), ProblemDetails.class);
    assertThat(problem.code()).isEqualTo(code);
    assertThat(problem.status()).isEqualTo(status);
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(answer.body()).doesNotContain("\tat ");
  }

  @Test
  void aSessionNeedsAnAdmittedKeyAndAFreshChallenge() throws Exception {
    var consumer = new FakeConsumer(station);
    assertProblem(
        station.post("/v1/sessions", consumer.answerTo(consumer.challenge())),
        403,
        ErrorCode.UNKNOWN_KEY);
    consumer.admit();
    var answer = consumer.answerTo(consumer.challenge());
    assertThat(station.post("/v1/sessions", answer).statusCode()).isEqualTo(200);

    assertProblem(station.post("/v1/sessions", answer), 409, ErrorCode.REPLAYED);

    var old = consumer.answerTo(consumer.challenge());
    station.time().advance(Duration.ofSeconds(61));
    assertProblem(station.post("/v1/sessions", old), 400, ErrorCode.EXPIRED);
  }

  @Test
  void aTokenEndsAfterAnHour() throws Exception {
    var consumer = station.consumer();
    assertThat(station.get("/v1/orders", consumer.bearer()).statusCode()).isEqualTo(200);

    station.time().advance(Duration.ofMinutes(61));

    assertProblem(station.get("/v1/orders", consumer.bearer()), 401, ErrorCode.NOT_AUTHENTICATED);
  }

  @Test
  void everyRouteWantsTheRightTokenAndOrdersAreTheirConsumersAlone() throws Exception {
    var owner = station.consumer();
    var id = owner.place(1).orderId();
    var stranger = station.consumer();
    var operator = new String[] {"Authorization", "Bearer " + station.operatorToken()};
    var wrong = new String[] {"Authorization", "Bearer " + "x".repeat(43)};
    var basic = new String[] {"Authorization", "Basic eDp4"};
    var ofConsumers =
        List.of(
            "POST /v1/orders",
            "GET /v1/orders",
            "GET /v1/orders/" + id,
            "GET /v1/orders/" + id + "/events",
            "GET /v1/orders/" + id + "/results",
            "DELETE /v1/orders/" + id);
    var ofOperators =
        List.of(
            "POST /v1/operator/consumers",
            "POST /v1/operator/epochs",
            "GET /v1/operator/status",
            "GET /v1/operator/evidence");

    for (var headers : List.of(new String[0], wrong, basic, operator)) {
      for (var route : ofConsumers) {
        var answer = call(route, headers);
        assertProblem(answer, 401, ErrorCode.NOT_AUTHENTICATED);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
      }
    }
    for (var headers : List.of(new String[0], wrong, basic, owner.bearer())) {
      for (var route : ofOperators) {
        assertProblem(call(route, headers), 401, ErrorCode.NOT_AUTHENTICATED);
      }
    }
    for (var route : ofConsumers.subList(2, ofConsumers.size())) {
      assertProblem(call(route, stranger.bearer()), 404, ErrorCode.NOT_FOUND);
    }
    assertThat(station.get("/v1/orders", stranger.bearer()).body()).isEqualTo("{\"orders\":[]}");
    assertThat(owner.status(id).state()).isEqualTo(OrderStatus.State.OPEN);
    assertThat(station.get("/v1/operator/status", operator).body())
        .contains("\"orders\":1")
        .contains("\"treeSize\":2");
  }

  private HttpResponse<String> call(String route, String... headers) throws Exception {
    var parts = route.split(" ", 2);
    return station.send(
        station
            .request(parts[1], headers)
            .header("Content-Type", "application/json")
            .method(parts[0], HttpRequest.BodyPublishers.ofString("{}")));
  }

  @Test
  void whatIsNoRouteIsAProblemToo() throws Exception {
    assertProblem(station.get("/nowhere"), 404, ErrorCode.NOT_FOUND);
    assertProblem(call("DELETE /v1/health"), 405, ErrorCode.NOT_FOUND);
    assertProblem(
        station.send(
            station
                .request("/v1/sessions")
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))),
        415,
        ErrorCode.MALFORMED);
    assertProblem(station.post("/v1/sessions", "{"), 400, ErrorCode.MALFORMED);
    assertProblem(station.post("/v1/sessions", ""), 400, ErrorCode.MALFORMED);
  }

  @Test
  void bodiesThatAreTooLargeAreRefusedWhetherTheySayItOrNot() throws Exception {
    var consumer = station.consumer();
    var large = new byte[8 * 1024 * 1024 + 1];
    var told =
        station
            .request("/v1/orders", consumer.bearer())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(large));
    var untold =
        station
            .request("/v1/orders", consumer.bearer())
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofInputStream(
                    () -> new java.io.ByteArrayInputStream(large)));

    assertProblem(station.send(told), 413, ErrorCode.TOO_LARGE);
    assertProblem(station.send(untold), 413, ErrorCode.TOO_LARGE);
    assertProblem(station.post("/v1/sessions", "x".repeat(70_000)), 413, ErrorCode.TOO_LARGE);
  }

  @Test
  void whatIsNoHttpIsAnsweredAndTheServerGoesOn() throws Exception {
    var random = new Random(7);
    for (int i = 0; i < 20; i++) {
      try (var socket =
          new Socket(
              java.net.InetAddress.getLoopbackAddress(), station.coordinator().http().getPort())) {
        var bytes = new byte[100];
        random.nextBytes(bytes);
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().write("\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      }
    }

    assertThat(station.get("/v1/health").body()).isEqualTo("{\"status\":\"ok\"}");
  }

  @Test
  void aBodyThatDripsIsCutOff() throws Exception {
    var consumer = station.consumer();
    try (var socket =
        new Socket(
            java.net.InetAddress.getLoopbackAddress(), station.coordinator().http().getPort())) {
      socket.setSoTimeout(60_000);
      var out = socket.getOutputStream();
      out.write(
          ("POST /v1/orders HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                  + "Authorization: "
                  + consumer.bearer()[1]
                  + "\r\nExpect: 100-continue\r\nContent-Length: 1000\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      var in =
          new java.io.BufferedReader(
              new java.io.InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      assertThat(in.readLine()).contains("100");
      assertThat(in.readLine()).isEmpty();

      station.time().advance(Duration.ofSeconds(71));
      out.write('{');
      out.flush();

      assertThat(in.readLine()).contains("400");
    }
  }

  @Test
  void theSameOrderAgainIsTheSameAndAnotherUnderItsIdIsRefused() throws Exception {
    var consumer = station.consumer();
    var order = consumer.order(2);
    assertThat(consumer.post(order).statusCode()).isEqualTo(201);
    station.time().advance(Duration.ofMinutes(11));

    assertThat(consumer.post(order).statusCode()).isEqualTo(200);

    var id = documents.read(consumer.post(order).body(), OrderStatus.class).orderId();
    var other = consumer.order(id, 3, station.time().instant());
    assertProblem(consumer.post(other), 409, ErrorCode.CONFLICT);
  }

  @Test
  void ordersMustBeFreshSignedAndWhatTheirHeadSays() throws Exception {
    var consumer = station.consumer();
    var stranger = station.consumer();
    var now = station.time().instant();
    assertProblem(
        consumer.post(consumer.order(FakeConsumer.newId(), 1, now.minus(Duration.ofMinutes(11)))),
        400,
        ErrorCode.EXPIRED);
    assertProblem(
        consumer.post(consumer.order(FakeConsumer.newId(), 1, now.plus(Duration.ofMinutes(11)))),
        400,
        ErrorCode.EXPIRED);
    assertProblem(consumer.post(stranger.order(1)), 401, ErrorCode.BAD_SIGNATURE);
    var order = consumer.order(1);
    assertProblem(
        consumer.post(new OrderRequest(order.head(), order.instructions() + " ")),
        400,
        ErrorCode.MALFORMED);
    assertThat(station.get("/v1/orders", consumer.bearer()).body()).isEqualTo("{\"orders\":[]}");
  }

  @Test
  void aPageThatIsNoAddressIsNamedByItsNumberOnly() throws Exception {
    var consumer = station.consumer();
    for (var bad :
        List.of(
            "ftp://secret.example/x", "secret", "http:///secret", "https://u:secret@a.example/")) {
      var order =
          consumer.order(
              FakeConsumer.newId(), List.of("https://example.org/", bad), station.time().instant());

      var answer = consumer.post(order);

      assertProblem(answer, 400, ErrorCode.MALFORMED);
      assertThat(answer.body()).contains("page 1").doesNotContain("secret");
    }
  }

  @Test
  void aConsumerHasAtMostAHundredThousandOpenPages() throws Exception {
    var consumer = station.consumer();
    for (int i = 0; i < 10; i++) {
      consumer.place(10_000);
    }

    assertProblem(consumer.post(consumer.order(1)), 429, ErrorCode.OVER_LIMIT);
  }

  @Test
  void aStatusSaysWhyAnOrderWaits() throws Exception {
    var consumer = station.consumer();

    var order = consumer.place(12);

    assertThat(order.explanation())
        .isEqualTo("12 pages wait: no agent is connected; work starts when one connects.");
  }

  @Test
  void eventsTellEveryStateUntilTheOrderIsOver() throws Exception {
    var consumer = station.consumer();
    var order = consumer.place(1);
    var told = new ArrayList<OrderStatus>();
    var response =
        station
            .client()
            .send(
                station
                    .request("/v1/orders/" + order.orderId() + "/events", consumer.bearer())
                    .build(),
                HttpResponse.BodyHandlers.ofLines());
    assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
    var agent = station.agent().ready();
    agent.deliver(agent.expect(ToAgent.Offer.class), SEALED);

    Consumer<String> listen =
        line -> {
          if (line.startsWith("data: ")) {
            told.add(read(line.substring(6)));
          }
        };
    response.body().forEach(listen);

    assertThat(told.getFirst().state()).isEqualTo(OrderStatus.State.OPEN);
    assertThat(told.getLast().state()).isEqualTo(OrderStatus.State.COMPLETE);
  }

  private OrderStatus read(String text) {
    try {
      return documents.read(text, OrderStatus.class);
    } catch (network.lumora.protocol.ProtocolException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void resultsComeInOrderOfTheirCursorAndNoneTwice() throws Exception {
    var consumer = station.consumer();
    var order = consumer.place(8);
    var agent = station.agent().ready();
    for (int i = 0; i < 8; i++) {
      agent.deliver(agent.expect(ToAgent.Offer.class), SEALED);
      agent.expect(ToAgent.Settled.class);
    }
    consumer.await(order.orderId(), OrderStatusWanted.COMPLETE);

    var all = consumer.results(order.orderId(), 0);
    var rest = consumer.results(order.orderId(), all.get(4).cursor());

    assertThat(all).isSortedAccordingTo(java.util.Comparator.comparingLong(page -> page.cursor()));
    assertThat(all.stream().map(page -> page.taskId().index()))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 8).boxed().toList());
    assertThat(rest).isEqualTo(all.subList(5, 8));
    assertProblem(
        station.get("/v1/orders/" + order.orderId() + "/results?after=-1", consumer.bearer()),
        400,
        ErrorCode.MALFORMED);
  }

  @Test
  void theLogIsPublicAndItsFullTilesNeverChange() throws Exception {
    var consumer = station.consumer();
    for (int i = 0; i < 260; i++) {
      consumer.place(1);
    }

    var checkpoint = station.get("/v1/log/checkpoint");
    assertThat(checkpoint.headers().firstValue("Content-Type"))
        .hasValue("text/plain;charset=utf-8");
    assertThat(checkpoint.body().lines().toList().get(1)).isEqualTo("261");
    var full = station.get("/v1/log/" + new TilePath.Hashes(0, 0, 256));
    assertThat(full.statusCode()).isEqualTo(200);
    assertThat(full.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
    var part = station.get("/v1/log/" + new TilePath.Entries(1, 5));
    assertThat(part.statusCode()).isEqualTo(200);
    assertThat(part.headers().firstValue("Cache-Control").orElseThrow())
        .doesNotContain("immutable");
    assertProblem(station.get("/v1/log/tile/0/001"), 404, ErrorCode.NOT_FOUND);
    assertProblem(station.get("/v1/log/tile/0/1"), 400, ErrorCode.MALFORMED);
  }

  @Test
  void theDescriptionNamesEveryRoute() throws Exception {
    var description = station.get("/v1/openapi.json");

    assertThat(description.statusCode()).isEqualTo(200);
    for (var path :
        List.of(
            "/v1/hello",
            "/v1/sessions",
            "/v1/health",
            "/v1/log/checkpoint",
            "/v1/log/tile/{tile}",
            "/v1/log/balances",
            "/v1/orders",
            "/v1/orders/{id}",
            "/v1/orders/{id}/events",
            "/v1/orders/{id}/results",
            "/v1/operator/consumers",
            "/v1/operator/epochs",
            "/v1/operator/status",
            "/v1/operator/evidence",
            "/v1/openapi.json")) {
      assertThat(description.body()).contains("\"" + path + "\"");
    }
  }

  @Test
  void secretsAreForTheOwnerAlone() throws Exception {
    for (var file :
        List.of("identity.json", "operator-token", "coordinator.db", "coordinator.db-wal")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(file))))
          .isEqualTo("rw-------");
    }
  }
}
