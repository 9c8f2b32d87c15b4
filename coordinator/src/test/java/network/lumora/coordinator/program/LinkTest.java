package network.lumora.coordinator.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import network.lumora.coordinator.link.AdmissionTerms;
import network.lumora.coordinator.link.LinkTerms;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.message.Greeting;
import network.lumora.protocol.message.ToAgent;
import network.lumora.protocol.message.ToCoordinator;
import network.lumora.protocol.wire.Frame;
import network.lumora.protocol.wire.MessageCodec;
import network.lumora.protocol.wire.StatementCodec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a connection may be told, and how it ends. */
class LinkTest {
  private static final byte[] SEALED = "sealed".getBytes(StandardCharsets.UTF_8);

  @TempDir Path data;
  private Station station;
  private final StatementCodec statements = new StatementCodec();

  @BeforeEach
  void start() throws Exception {
    station = new Station(data);
  }

  @AfterEach
  void stop() {
    station.close();
  }

  @Test
  void welcomesAnAgentThatAnswersTheChallenge() throws Exception {
    var agent = station.agent().connect();

    var welcome = agent.hello(0);

    assertThat(agent.challenge().versions()).containsExactly(MessageCodec.VERSION);
    assertThat(agent.challenge().coordinator()).isEqualTo(station.coordinator().key());
    assertThat(welcome.publicAddress()).isEqualTo("127.0.0.1");
    assertThat(welcome.receivedThrough()).isZero();
    assertThat(welcome.logOrigin()).startsWith("lumora.network/log/");
  }

  @Test
  void refusesAGreetingThatAnsweredAnotherChallenge() throws Exception {
    var agent = station.agent().connect();
    var replay = FakeAgent.hello(statements.sign(agent.greeting(0), agent.key()));
    agent.drop();
    agent.connect();

    agent.send(replay);

    assertThat(agent.expectProblem().code()).isEqualTo(ErrorCode.NOT_AUTHENTICATED);
    assertThat(agent.expectClosed())
        .isEqualTo(new FakeAgent.Closed(ErrorCode.CLOSE_CODE, "NOT_AUTHENTICATED"));
  }

  @Test
  void refusesAGreetingThatAnotherKeyHasSigned() throws Exception {
    var agent = station.agent().connect();

    agent.send(FakeAgent.hello(statements.sign(agent.greeting(0), IdentityKey.generate())));

    assertThat(agent.expectProblem().code()).isEqualTo(ErrorCode.BAD_SIGNATURE);
    assertThat(agent.expectClosed().code()).isEqualTo(ErrorCode.CLOSE_CODE);
  }

  @Test
  void refusesAGreetingForAnotherCoordinator() throws Exception {
    var agent = station.agent().connect();
    var right = agent.greeting(0);
    var wrong =
        new Greeting(
            right.nonce(),
            IdentityKey.generate().publicKey(),
            right.agent(),
            right.sealTo(),
            right.agentVersion(),
            right.capabilities(),
            right.slots(),
            0,
            List.of());

    agent.send(FakeAgent.hello(statements.sign(wrong, agent.key())));

    assertThat(agent.expectProblem().code()).isEqualTo(ErrorCode.NOT_AUTHENTICATED);
  }

  @Test
  void refusesAnotherVersion() throws Exception {
    var agent = station.agent().connect();

    agent.send(
        new ToCoordinator.Hello("lumora.v2", statements.sign(agent.greeting(0), agent.key())));

    assertThat(agent.expectProblem().code()).isEqualTo(ErrorCode.UNSUPPORTED_VERSION);
    assertThat(agent.expectClosed().reason()).isEqualTo("UNSUPPORTED_VERSION");
  }

  @Test
  void refusesAConnectionWithoutTheSubprotocolOrAtAnotherPath() {
    var address = station.agentsAddress();
    var elsewhere = URI.create(address.toString().replace("/agent", "/other"));
    var ear = new WebSocket.Listener() {};

    var plain = station.client().newWebSocketBuilder().buildAsync(address, ear);
    var lost =
        station
            .client()
            .newWebSocketBuilder()
            .subprotocols(MessageCodec.VERSION)
            .buildAsync(elsewhere, ear);

    assertThatThrownBy(() -> plain.get(50, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class);
    assertThatThrownBy(() -> lost.get(50, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
  }

  @Test
  void goesOnAfterAnUnknownTypeAndAfterNonsense() throws Exception {
    var agent = station.agent().connect();
    agent.sendText("{\"type\":\"later\"}");
    assertThat(agent.expectProblem().code()).isEqualTo(ErrorCode.UNKNOWN_TYPE);
    agent.sendText("{");
    assertThat(agent.expectProblem().code()).isEqualTo(ErrorCode.MALFORMED);
    agent.sendText("");
    assertThat(agent.expectProblem().code()).isEqualTo(ErrorCode.MALFORMED);

    assertThat(agent.hello(0).receivedThrough()).isZero();
  }

  @Test
  void closesAfterTwentyProblems() throws Exception {
    var agent = station.agent().connect();
    for (int i = 0; i < 21; i++) {
      agent.sendText("nonsense");
    }

    assertThat(agent.expectClosed().reason()).isEqualTo("OVER_LIMIT");
  }

  @Test
  void refusesATextThatIsTooLong() throws Exception {
    var agent = station.agent().connect();

    agent.sendText("x".repeat(MessageCodec.MAX_TEXT_CHARACTERS + 1));

    assertThat(agent.expectProblem().code()).isEqualTo(ErrorCode.TOO_LARGE);
    assertThat(agent.expectClosed().code()).isEqualTo(ErrorCode.CLOSE_CODE);
  }

  @Test
  void closesWhenAMessageIsBeyondAllLimits() throws Exception {
    var agent = station.agent().connect();

    try {
      agent.sendText("x".repeat(4 * MessageCodec.MAX_TEXT_CHARACTERS));
    } catch (ExecutionException e) {
      assertThat(e).as("closed while the rest was sent").hasCauseInstanceOf(IOException.class);
    }

    assertThat(agent.expectClosed().code()).isIn(1009, 1006);
  }

  @Test
  void refusesAFrameThatIsTooLong() throws Exception {
    var agent = station.agent().ready();

    agent.sendBinary(ByteBuffer.allocate(Frame.HEADER_BYTES + Frame.MAX_PAYLOAD_BYTES + 1));

    assertThat(agent.expectProblem().code()).isEqualTo(ErrorCode.TOO_LARGE);
    assertThat(agent.expectClosed().code()).isEqualTo(ErrorCode.CLOSE_CODE);
  }

  @Test
  void refusesFramesOutOfSequenceAndWithoutDelivery() throws Exception {
    station.consumer().place(1);
    var agent = station.agent().ready();
    var receipt = agent.receipt(agent.expect(ToAgent.Offer.class), SEALED);
    agent.send(new ToCoordinator.Delivery(1, 7, statements.sign(receipt, agent.key())));
    agent.sendBinary(new Frame(7, 1, true, ByteBuffer.wrap(SEALED)).encode());
    assertThat(agent.expectProblem().code()).isEqualTo(ErrorCode.OUT_OF_ORDER);
    assertThat(agent.expectClosed().reason()).isEqualTo("OUT_OF_ORDER");

    var other = station.agent().ready();
    other.sendBinary(new Frame(9, 0, true, ByteBuffer.wrap(SEALED)).encode());
    assertThat(other.expectProblem().code()).isEqualTo(ErrorCode.OUT_OF_ORDER);
  }

  @Test
  void refusesWorkBeforeHelloAndASecondHello() throws Exception {
    var early = station.agent().connect();
    early.heartbeat(1);
    assertThat(early.expectProblem().code()).isEqualTo(ErrorCode.OUT_OF_ORDER);
    assertThat(early.expectClosed().reason()).isEqualTo("OUT_OF_ORDER");

    var twice = station.agent().ready();
    twice.send(FakeAgent.hello(statements.sign(twice.greeting(0), twice.key())));
    assertThat(twice.expectProblem().code()).isEqualTo(ErrorCode.OUT_OF_ORDER);
  }

  @Test
  void keepsTheNewerOfTwoConnections() throws Exception {
    station.consumer().place(1);
    var agent = station.agent().connect();
    agent.hello(0);
    var old = agent.expectClosedLater();

    agent.connect();
    agent.hello(0);
    agent.heartbeat(1);

    assertThat(old.get(50, TimeUnit.SECONDS).reason()).isEqualTo("CONFLICT");
    agent.expect(ToAgent.Offer.class);
  }

  @Test
  void closesWhoSaysNoHelloAndWhoSendsNoHeartbeat() throws Exception {
    var silent = station.agent().connect();
    station.time().advance(Duration.ofSeconds(11));
    assertThat(silent.expectClosed().reason()).isEqualTo("NOT_AUTHENTICATED");

    var dead = station.agent().ready();
    dead.untilAnswered();
    station.time().advance(Duration.ofSeconds(60));
    assertThat(dead.expectClosed().reason()).isEqualTo("EXPIRED");
  }

  @Test
  void anAgentThatComesWhenTooManyDoIsToldWhenToComeBackAndThenLetIn(@TempDir Path other)
      throws Exception {
    var narrow = new AdmissionTerms(1, 1, 10, Duration.ofMinutes(1));
    try (var small = new Station(other, settings -> settings.withLink(terms(100, 600, narrow)))) {
      var agents = new ArrayList<FakeAgent>();
      for (int i = 0; i < 20; i++) {
        agents.add(small.agent().connect());
      }
      for (var agent : agents) {
        agent.sendHello(0);
      }
      int returns = 0;
      for (var agent : agents) {
        while (agent.expect(ToAgent.class) instanceof ToAgent.Draining later) {
          // Ten a second: the first twenty, and those that came back at once.
          assertThat(later.retryAfterSeconds()).isBetween(1, 3 + returns / 10);
          returns++;
          assertThat(agent.expectClosed().code()).isEqualTo(1013);
          agent.connect();
          agent.sendHello(0);
        }
      }

      assertThat(small.get("/v1/health").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void closesASocketThatNeverAsksForAnUpgrade() throws Exception {
    try (var socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(
              java.net.InetAddress.getLoopbackAddress(), station.coordinator().agents().getPort()),
          5_000);
      socket.setSoTimeout(60_000);
      station.agent().connect();
      station.time().advance(Duration.ofSeconds(11));

      assertThat(endOf(socket)).isTrue();
    }
  }

  private static boolean endOf(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() == -1;
    } catch (java.net.SocketException e) {
      return true;
    }
  }

  @Test
  void letsGoOfDeliveriesBeyondTheLimitAndGoesOn() throws Exception {
    var agent = station.agent().ready();
    var consumer = station.consumer();
    consumer.place(1);
    var offer = agent.expect(ToAgent.Offer.class);
    var receipt = statements.sign(agent.receipt(offer, SEALED), agent.key());
    for (int channel = 100; channel < 166; channel++) {
      agent.send(new ToCoordinator.Delivery(1, channel, receipt));
    }
    assertThat(agent.expectProblem().code()).isEqualTo(ErrorCode.OVER_LIMIT);
    assertThat(agent.expectProblem().code()).isEqualTo(ErrorCode.OVER_LIMIT);

    agent.sendFrames(165, SEALED);
    agent.sendFrames(100, SEALED);

    assertThat(agent.expect(ToAgent.Settled.class).sequence()).isEqualTo(1);
  }

  @Test
  void resultsOfManyFramesArePutTogether() throws Exception {
    station.consumer().place(1);
    var agent = station.agent().ready();
    var large = new byte[3 * Frame.MAX_PAYLOAD_BYTES + 17];
    new Random(1).nextBytes(large);

    agent.deliver(agent.expect(ToAgent.Offer.class), large);

    agent.expect(ToAgent.Settled.class);
  }

  @Test
  void livesThroughSeededNonsense() throws Exception {
    var random = new Random(20261122);
    var agent = station.agent();
    for (int round = 0; round < 40; round++) {
      agent.connect();
      if (random.nextBoolean()) {
        agent.hello(0);
      }
      for (int i = 0; i < 15; i++) {
        sendNonsense(agent, random);
      }
      agent.drop();
    }

    assertThat(station.agent().ready().untilAnswered()).isNotNull();
    assertThat(station.get("/v1/health").statusCode()).isEqualTo(200);
  }

  private static void sendNonsense(FakeAgent agent, Random random) {
    try {
      switch (random.nextInt(4)) {
        case 0 -> {
          var bytes = new byte[random.nextInt(200)];
          random.nextBytes(bytes);
          agent.sendBinary(ByteBuffer.wrap(bytes));
        }
        case 1 ->
            agent.sendText(mutated("{\"type\":\"heartbeat\",\"freeSlots\":1,\"free\":2}", random));
        case 2 ->
            agent.sendBinary(
                new Frame(
                        1 + random.nextInt(3),
                        random.nextInt(3),
                        random.nextBoolean(),
                        ByteBuffer.allocate(random.nextInt(50)))
                    .encode());
        default ->
            agent.sendText(
                mutated(
                    "{\"type\":\"delivery\",\"sequence\":1,\"channel\":1,\"receipt\":"
                        + "{\"payloadType\":\"a\",\"payload\":\"\",\"signatures\":[]}}",
                    random));
      }
    } catch (Exception e) {
      assertThat(e).as("the coordinator may have closed the line").isNotNull();
    }
  }

  private static String mutated(String text, Random random) {
    var chars = new StringBuilder(text);
    for (int i = random.nextInt(4); i > 0; i--) {
      chars.setCharAt(random.nextInt(chars.length()), (char) (32 + random.nextInt(95)));
    }
    return chars.toString();
  }

  @Test
  void takesNoMoreConnectionsThanItsLimit(@TempDir Path other) throws Exception {
    try (var small = new Station(other, settings -> settings.withLink(terms(2, 600)))) {
      small.agent().ready();
      small.agent().ready();
      var third = small.agent();

      assertThatThrownBy(third::connect).isInstanceOf(ExecutionException.class);
    }
  }

  @Test
  void takesNoMoreConnectionsInAMinuteFromOneAddress(@TempDir Path other) throws Exception {
    try (var small = new Station(other, settings -> settings.withLink(terms(100, 2)))) {
      var agent = small.agent();
      agent.connect();
      agent.drop();
      agent.connect();
      agent.drop();
      assertThatThrownBy(agent::connect).isInstanceOf(ExecutionException.class);

      small.time().advance(Duration.ofSeconds(61));

      agent.connect();
    }
  }

  @Test
  void believesAProxyOfItsOwnWhoConnectsAndNobodyElse(@TempDir Path other) throws Exception {
    var stranger = station.agent().forwardedFor("203.0.113.7").connect();
    assertThat(stranger.hello(0).publicAddress()).isEqualTo("127.0.0.1");

    var loopback = Set.of(InetAddress.getLoopbackAddress());
    try (var behind =
        new Station(other, settings -> settings.withLink(terms(100, 2).behind(loopback)))) {
      var agent = behind.agent().forwardedFor("198.51.100.9, 203.0.113.7").connect();
      assertThat(agent.hello(0).publicAddress()).isEqualTo("203.0.113.7");
      behind.agent().forwardedFor("203.0.113.7").connect();
      var third = behind.agent().forwardedFor("203.0.113.7");
      assertThatThrownBy(third::connect).isInstanceOf(ExecutionException.class);
      var nonsense = behind.agent().forwardedFor("example.org").connect();
      assertThat(nonsense.hello(0).publicAddress()).isEqualTo("unknown");
    }
  }

  private static LinkTerms terms(int maxConnections, int maxPerMinute) {
    return terms(maxConnections, maxPerMinute, AdmissionTerms.DEFAULT);
  }

  private static LinkTerms terms(int maxConnections, int maxPerMinute, AdmissionTerms admission) {
    return new LinkTerms(
        Duration.ofSeconds(10),
        15,
        maxConnections,
        maxPerMinute,
        Settings.POLICY,
        admission,
        Set.of());
  }

  @Test
  void tellsAgentsBeforeItStops() throws Exception {
    var agent = station.agent().ready();

    station.coordinator().drain(Duration.ZERO);

    assertThat(agent.expect(ToAgent.Draining.class).retryAfterSeconds()).isEqualTo(5);
  }
}
