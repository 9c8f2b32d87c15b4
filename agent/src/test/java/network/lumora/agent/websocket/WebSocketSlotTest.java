package network.lumora.agent.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import network.lumora.agent.challenge.ChallengerEnd;
import network.lumora.agent.challenge.DownChallenger;
import network.lumora.agent.challenge.DownProver;
import network.lumora.agent.challenge.ProverEnd;
import network.lumora.agent.challenge.ProverResult;
import network.lumora.agent.challenge.SlotResult;
import network.lumora.agent.challenge.SlotTerms;
import network.lumora.agent.challenge.SlotToken;
import network.lumora.agent.challenge.UpChallenger;
import network.lumora.agent.challenge.UpProver;
import network.lumora.proof.challenge.Carrier;
import network.lumora.proof.challenge.LowerBound;
import network.lumora.proof.challenge.SlotKey;
import network.lumora.proof.challenge.SlotShape;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.units.BytesPerSecond;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether the bytes go and the ends agree; how exactly is measured where nothing else runs. */
@Timeout(240)
class WebSocketSlotTest {
  /** Ten times slower than life, so that a computer that stands still for seconds ends no slot. */
  private static long nanos() {
    return System.nanoTime() / 10;
  }

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final InetAddress ELSEWHERE = InetAddress.ofLiteral("192.0.2.1");
  private static final SlotShape SHAPE =
      SlotShape.ofMillis(new BytesPerSecond(2_000_000), 90, Carrier.STREAM);
  private static final SlotKey KEY = new SlotKey("5c".repeat(32));
  private static final String TOKEN = "a1".repeat(16);

  private final SecureRandom random = new SecureRandom();
  private final SlotToken token = new SlotToken(TOKEN);
  private Optional<WebSocketChallenger> challenger = Optional.empty();

  private WebSocketChallenger open(Optional<ServerCertificate> certificate) throws IOException {
    var opened =
        new WebSocketChallenger(
            new InetSocketAddress(LOOPBACK, 0),
            certificate,
            WebSocketSlotTest::nanos,
            random,
            Thread.ofPlatform().daemon().factory());
    challenger = Optional.of(opened);
    return opened;
  }

  @AfterEach
  void close() throws IOException {
    if (challenger.isPresent()) {
      challenger.get().close();
    }
  }

  private SlotTerms terms(SlotShape shape) {
    return new SlotTerms(
        token,
        KEY,
        shape,
        new LowerBound(0, new BytesPerSecond(0)),
        nanos() + TimeUnit.MILLISECONDS.toNanos(20));
  }

  private static CompletableFuture<ProverResult> prove(
      ProverEnd end, int port, Optional<Sha256> certificate) {
    var result = new CompletableFuture<ProverResult>();
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                new WebSocketProver(WebSocketSlotTest::nanos, Tally.NOBODYS)
                    .drive(end, new InetSocketAddress(LOOPBACK, port), certificate);
                result.complete(end.result());
              } catch (IOException e) {
                result.completeExceptionally(e);
              }
            });
    return result;
  }

  private static long patience(long millis) {
    return nanos() + TimeUnit.MILLISECONDS.toNanos(millis);
  }

  private static DownProver downProver(SlotToken token) {
    return new DownProver(token, patience(30_000));
  }

  private void assertProven(
      WebSocketChallenger to, Optional<Sha256> certificate, ChallengerEnd end, ProverEnd prover)
      throws Exception {
    var opened = new CountDownLatch(1);
    var measured = new CompletableFuture<SlotResult>();
    to.expect(token, LOOPBACK, opened::countDown);
    var proved = prove(prover, to.port(), certificate);
    assertThat(opened.await(30, TimeUnit.SECONDS)).isTrue();
    to.begin(token, end, measured::complete);

    var slot = (SlotResult.Measured) measured.get(30, TimeUnit.SECONDS);

    assertThat(slot.bytes().count()).isPositive();
    assertThat(proved.get(30, TimeUnit.SECONDS))
        .isEqualTo(new ProverResult.Done(slot.bytes(), slot.transcript()));
  }

  private UpProver upProver() {
    return new UpProver(token, KEY, Carrier.STREAM, new BytesPerSecond(1 << 30), patience(30_000));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void provesHowFastItReceives(boolean secured) throws Exception {
    var certificate = secured ? Optional.of(TestCertificate.read("challenger")) : NONE;

    assertProven(
        open(certificate),
        certificate.map(ServerCertificate::digest),
        new DownChallenger(terms(SHAPE)),
        downProver(token));
  }

  private static final Optional<ServerCertificate> NONE = Optional.empty();

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void provesHowFastItSends(boolean secured) throws Exception {
    var certificate = secured ? Optional.of(TestCertificate.read("challenger")) : NONE;

    assertProven(
        open(certificate),
        certificate.map(ServerCertificate::digest),
        new UpChallenger(terms(SHAPE), random),
        upProver());
  }

  @Test
  void aProverThatComesTooEarlyComesAgain() throws Exception {
    var to = open(NONE);
    var proved = prove(downProver(token), to.port(), Optional.empty());
    try (var early = new Socket(LOOPBACK, to.port())) {
      assertThat(ends(early)).isTrue();
    }
    var opened = new CountDownLatch(1);
    var measured = new CompletableFuture<SlotResult>();

    to.expect(token, LOOPBACK, opened::countDown);
    assertThat(opened.await(30, TimeUnit.SECONDS)).isTrue();
    to.begin(token, new DownChallenger(terms(SHAPE)), measured::complete);

    assertThat(proved.get(30, TimeUnit.SECONDS)).isInstanceOf(ProverResult.Done.class);
  }

  @Test
  void anotherCertificateThanTheOneToldIsRefused() throws Exception {
    var to = open(Optional.of(TestCertificate.read("challenger")));
    to.expect(token, LOOPBACK, () -> {});
    var other = TestCertificate.read("other").digest();

    assertThatIOException()
        .isThrownBy(
            () ->
                new WebSocketProver(WebSocketSlotTest::nanos, Tally.NOBODYS)
                    .drive(
                        downProver(token),
                        new InetSocketAddress(LOOPBACK, to.port()),
                        Optional.of(other)))
        .withMessageContaining("another certificate");
  }

  @Test
  void aProverThatIsToStopStopsWhileNobodyLetsItIn() throws Exception {
    var to = open(NONE);
    var end = downProver(token);
    var proved = prove(end, to.port(), Optional.empty());

    end.abort();

    assertThat(proved.get(30, TimeUnit.SECONDS)).isEqualTo(new ProverResult.Undone(false, true));
  }

  @Test
  void anAddressThatNobodyAwaitsIsNotLetIn() throws Exception {
    var to = open(NONE);
    to.expect(token, ELSEWHERE, () -> {});

    try (var stranger = new Socket(LOOPBACK, to.port())) {
      assertThat(ends(stranger)).isTrue();
    }
  }

  /** Whether the other end ends it. */
  private static boolean ends(Socket socket) {
    try {
      while (socket.getInputStream().read() >= 0) {
        // What it says before does not matter.
      }
      return true;
    } catch (IOException _) {
      return true;
    }
  }

  @Test
  void garbageEndsOneConnectionAndNothingElse() throws Exception {
    var to = open(NONE);
    to.expect(token, LOOPBACK, () -> {});
    var garbage = new Random(7);
    for (int i = 0; i < 50; i++) {
      try (var stranger = new Socket(LOOPBACK, to.port())) {
        say(stranger, garbage(garbage, i % 2 == 0));
        assertThat(ends(stranger)).isTrue();
      }
    }
    to.forget(token);

    assertProven(to, Optional.empty(), new DownChallenger(terms(SHAPE)), downProver(token));
  }

  private static void say(Socket socket, byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      socket.shutdownOutput();
    } catch (IOException _) {
      // It has been ended already.
    }
  }

  /** Some after a true upgrade, which must hold for the frames' reader too. */
  private static byte[] garbage(Random random, boolean afterUpgrade) {
    var noise = new byte[1 + random.nextInt(20_000)];
    random.nextBytes(noise);
    var upgrade = afterUpgrade ? Upgrade.TEXT : "";
    return ByteBuffer.allocate(upgrade.length() + noise.length)
        .put(Upgrade.bytes(upgrade))
        .put(noise)
        .array();
  }

  @Test
  void anotherTokenIsNotLetIn() throws Exception {
    var to = open(NONE);
    to.expect(token, LOOPBACK, () -> {});

    assertThat(isEndedAfter(to, Upgrade.hello("b2".repeat(16), 64))).isTrue();
  }

  @Test
  void aMessageThatIsTooLongEndsIt() throws Exception {
    var to = open(NONE);
    to.expect(token, LOOPBACK, () -> {});

    assertThat(isEndedAfter(to, Upgrade.hello(TOKEN, 1_401))).isTrue();
  }

  @Test
  void anUpgradeElsewhereIsRefused() throws Exception {
    var to = open(NONE);
    to.expect(token, LOOPBACK, () -> {});

    try (var stranger = new Socket(LOOPBACK, to.port())) {
      say(stranger, Upgrade.bytes(Upgrade.TEXT.replace("/slot", "/agent")));
      assertThat(ends(stranger)).isTrue();
    }
  }

  private static boolean isEndedAfter(WebSocketChallenger to, byte[] message) throws IOException {
    try (var stranger = new Socket(LOOPBACK, to.port())) {
      stranger.getOutputStream().write(Upgrade.bytes(Upgrade.TEXT));
      stranger.getOutputStream().write(message);
      return ends(stranger);
    }
  }

  @Test
  void aReaderThatDoesNotReadEndsWithItsSlot() throws Exception {
    var to = open(NONE);
    var opened = new CountDownLatch(1);
    to.expect(token, LOOPBACK, opened::countDown);
    var result = new CompletableFuture<SlotResult>();
    try (var stranger = new Socket(LOOPBACK, to.port())) {
      Upgrade.comeIn(stranger, TOKEN);
      assertThat(opened.await(30, TimeUnit.SECONDS)).isTrue();
      var long23Megabytes = SlotShape.ofMillis(new BytesPerSecond(1 << 30), 90, Carrier.STREAM);
      to.begin(token, new DownChallenger(terms(long23Megabytes)), result::complete);

      to.forget(token);

      assertThat(ends(stranger)).isTrue();
    }
    assertThat(result).isNotDone();
  }

  @Test
  void aSlotWhoseProverLeavesIsOver() throws Exception {
    var to = open(NONE);
    var opened = new CountDownLatch(1);
    to.expect(token, LOOPBACK, opened::countDown);
    var result = new CompletableFuture<SlotResult>();
    try (var stranger = new Socket(LOOPBACK, to.port())) {
      Upgrade.comeIn(stranger, TOKEN);
      assertThat(opened.await(30, TimeUnit.SECONDS)).isTrue();
      to.begin(token, new DownChallenger(terms(SHAPE)), result::complete);
    }

    assertThat(result.get(30, TimeUnit.SECONDS)).isInstanceOf(SlotResult.Failed.class);
  }

  @Test
  void aSlotWithoutAProverFailsAtOnce() throws Exception {
    var to = open(NONE);
    to.expect(token, LOOPBACK, () -> {});
    var result = new CompletableFuture<SlotResult>();

    to.begin(token, new DownChallenger(terms(SHAPE)), result::complete);

    assertThat(result.get(30, TimeUnit.SECONDS)).isInstanceOf(SlotResult.Failed.class);
  }
}
