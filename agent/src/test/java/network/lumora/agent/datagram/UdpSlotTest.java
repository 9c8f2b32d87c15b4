package network.lumora.agent.datagram;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.ArrayBlockingQueue;
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
import network.lumora.protocol.units.BytesPerSecond;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whether the bytes go and the ends agree; how exactly is measured where nothing else runs. */
@Timeout(240)
class UdpSlotTest {
  /** Ten times slower than life, so that a computer that stands still for seconds ends no slot. */
  private static long nanos() {
    return System.nanoTime() / 10;
  }

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final SlotShape SHAPE =
      SlotShape.ofMillis(new BytesPerSecond(2_000_000), 90, Carrier.UDP_IPV4);
  private static final SlotKey KEY = new SlotKey("5c".repeat(32));
  private final SecureRandom random = new SecureRandom();
  private final SlotToken token = new SlotToken(hex(16));
  private final ArrayBlockingQueue<Byte> strange = new ArrayBlockingQueue<>(8);
  private UdpChallenger challenger;

  private String hex(int bytes) {
    var made = new byte[bytes];
    random.nextBytes(made);
    return HexFormat.of().formatHex(made);
  }

  @BeforeEach
  void open() throws Exception {
    challenger =
        new UdpChallenger(
            new InetSocketAddress(LOOPBACK, 0),
            UdpSlotTest::nanos,
            random,
            work -> Thread.ofPlatform().daemon().unstarted(work),
            (datagram, _, _, _) -> strange.add(datagram.get(0)));
  }

  @AfterEach
  void close() throws Exception {
    challenger.close();
  }

  private SlotTerms terms() {
    return new SlotTerms(
        token,
        KEY,
        SHAPE,
        new LowerBound(0, new BytesPerSecond(0)),
        nanos() + TimeUnit.MILLISECONDS.toNanos(20));
  }

  private CompletableFuture<ProverResult> prove(ProverEnd end) throws Exception {
    var port = new InetSocketAddress(LOOPBACK, challenger.port());
    var result = new CompletableFuture<ProverResult>();
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                result.complete(new UdpProver(UdpSlotTest::nanos).run(end, port));
              } catch (IOException e) {
                result.completeExceptionally(e);
              }
            });
    return result;
  }

  private void assertProven(ChallengerEnd challengerEnd, ProverEnd proverEnd) throws Exception {
    var opened = new CountDownLatch(1);
    var measured = new CompletableFuture<SlotResult>();
    challenger.expect(token, LOOPBACK, opened::countDown);
    var proved = prove(proverEnd);
    assertThat(opened.await(30, TimeUnit.SECONDS)).isTrue();
    challenger.begin(token, challengerEnd, measured::complete);

    var slot = (SlotResult.Measured) measured.get(30, TimeUnit.SECONDS);

    assertThat(slot.bytes().count()).isPositive();
    assertThat(proved.get(30, TimeUnit.SECONDS))
        .isEqualTo(new ProverResult.Done(slot.bytes(), slot.transcript()));
  }

  private static long patience() {
    return nanos() + TimeUnit.SECONDS.toNanos(30);
  }

  @Test
  void provesHowFastItReceives() throws Exception {
    assertProven(new DownChallenger(terms()), new DownProver(token, patience()));
  }

  @Test
  void provesHowFastItSends() throws Exception {
    assertProven(
        new UpChallenger(terms(), random),
        new UpProver(token, KEY, Carrier.UDP_IPV4, new BytesPerSecond(1 << 30), patience()));
  }

  @Test
  void aProverFromAnotherAddressIsNotLetIn() throws Exception {
    var opened = new CountDownLatch(1);
    challenger.expect(token, InetAddress.ofLiteral("192.0.2.1"), opened::countDown);
    var proved = prove(new DownProver(token, nanos() + TimeUnit.MILLISECONDS.toNanos(150)));

    assertThat(proved.get(30, TimeUnit.SECONDS)).isEqualTo(new ProverResult.Undone(false, false));
    assertThat(opened.getCount()).isEqualTo(1);
  }

  @Test
  void datagramsOfNoSlotGoToWhoeverWantsThem() throws Exception {
    try (var stranger = DatagramChannel.open()) {
      stranger.send(
          ByteBuffer.wrap(new byte[] {13, 1, 2, 3}),
          new InetSocketAddress(LOOPBACK, challenger.port()));

      assertThat(strange.poll(30, TimeUnit.SECONDS)).isEqualTo((byte) 13);
    }
  }
}
