package network.lumora.agent.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import network.lumora.agent.allowance.Allowance;
import network.lumora.agent.datagram.Strangers;
import network.lumora.agent.datagram.UdpChallenger;
import network.lumora.agent.datagram.UdpProver;
import network.lumora.agent.journal.Journal;
import network.lumora.agent.policy.Limits;
import network.lumora.agent.policy.Pause;
import network.lumora.agent.websocket.Tally;
import network.lumora.agent.websocket.WebSocketChallenger;
import network.lumora.agent.websocket.WebSocketProver;
import network.lumora.agent.work.Replies;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.message.ChallengeDirection;
import network.lumora.protocol.message.ProverAck;
import network.lumora.protocol.message.ProverConsent;
import network.lumora.protocol.message.SlotPath;
import network.lumora.protocol.message.SlotRecord;
import network.lumora.protocol.message.ToAgent;
import network.lumora.protocol.message.ToCoordinator;
import network.lumora.protocol.message.ToCoordinator.ChallengeDeclineReason;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.BytesPerSecond;
import network.lumora.protocol.wire.StatementCodec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A real prover and a real challenger over loopback; the test is their coordinator. */
class TrialDeskTest {
  /** Ten times slower than life, so that a computer that stands still for seconds ends no slot. */
  private static long nanos() {
    return System.nanoTime() / 10;
  }

  private static final String ID = "c".repeat(32);
  private static final String TOKEN = "a1".repeat(16);
  private static final String KEY = "5c".repeat(32);

  private final StatementCodec statements = new StatementCodec();
  private final IdentityKey coordinator = IdentityKey.generate();
  private final IdentityKey prover = IdentityKey.generate();
  private final IdentityKey challenger = IdentityKey.generate();
  private final List<InetSocketAddress> answered = new CopyOnWriteArrayList<>();
  private final KeptTests kept = new KeptTests();
  private final Watched watch = new Watched();
  private final Heard fromProver = new Heard();
  private final Heard fromChallenger = new Heard();
  private Journal journal;
  private Allowance allowance;
  private UdpChallenger port;
  private WebSocketChallenger webSocket;
  private TrialDesk proving;
  private TrialDesk challenging;

  @BeforeEach
  void build(@TempDir Path folder) throws IOException {
    journal = Journal.open(folder);
    allowance =
        new Allowance(
            journal.settings(),
            journal.usage(),
            InstantSource.system(),
            System::nanoTime,
            ZoneOffset.UTC,
            4);
    allowance.surroundings(around -> around.withConsent(true));
    port =
        new UdpChallenger(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            TrialDeskTest::nanos,
            new SecureRandom(),
            Thread.ofPlatform().daemon().factory(),
            Strangers.UNHEARD);
    webSocket =
        new WebSocketChallenger(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            Optional.empty(),
            TrialDeskTest::nanos,
            new SecureRandom(),
            Thread.ofPlatform().daemon().factory());
    proving = new TrialDesk(parts(prover), Optional.empty());
    challenging =
        new TrialDesk(
            parts(challenger),
            Optional.of(
                new ChallengerRole(
                    "",
                    port,
                    webSocket,
                    Optional.empty(),
                    new BytesPerSecond(125_000_000),
                    new BytesPerSecond(125_000_000))));
  }

  @AfterEach
  void leave() throws IOException {
    proving.lost();
    port.close();
    webSocket.close();
    journal.close();
  }

  private TrialParts parts(IdentityKey identity) {
    return new TrialParts(
        identity,
        allowance,
        () -> 0,
        watch,
        to -> to.getAddress().isLoopbackAddress(),
        (end, to, _) -> new UdpProver(TrialDeskTest::nanos).drive(end, to),
        new WebSocketProver(TrialDeskTest::nanos, Tally.NOBODYS)::drive,
        answered::add,
        kept,
        new SecureRandom(),
        InstantSource.system(),
        TrialDeskTest::nanos);
  }

  /** What an end says to its coordinator. */
  private static final class Heard implements Replies {
    private final BlockingQueue<ToCoordinator> messages = new LinkedBlockingQueue<>();

    @Override
    public void send(ToCoordinator message) {
      messages.add(message);
    }

    @Override
    public void changed() {}

    <M extends ToCoordinator> M next(Class<M> kind) throws InterruptedException {
      var message = messages.poll(30, TimeUnit.SECONDS);
      assertThat(message).isInstanceOf(kind);
      return kind.cast(message);
    }
  }

  @ParameterizedTest
  @CsvSource({"DOWN,UDP", "UP,UDP", "DOWN,WEBSOCKET", "UP,WEBSOCKET"})
  void bothEndsSignTheSameBytes(ChallengeDirection direction, SlotPath path)
      throws InterruptedException, ProtocolException {
    ask(direction, 50_000_000);
    var consent = fromProver.next(ToCoordinator.ProverReady.class).consent();
    consent.requireSignatureOf(prover.publicKey());
    assertThat(statements.read(consent, ProverConsent.class).direction()).isEqualTo(direction);
    arm(direction, path);
    fromChallenger.next(ToCoordinator.PathOpen.class);
    fire();

    var record =
        statements.read(
            fromChallenger.next(ToCoordinator.SlotDone.class).record(), SlotRecord.class);
    var ack =
        statements.read(fromProver.next(ToCoordinator.ProverDone.class).ack(), ProverAck.class);

    assertThat(record.bytes().count()).isPositive();
    assertThat(record.value().count()).isPositive();
    assertThat(ack.bytes()).isEqualTo(record.bytes());
    assertThat(ack.transcript()).isEqualTo(record.transcript());
    proving.over(ID);
    var row = kept.rows.getFirst();
    assertThat(row.up().count() + row.down().count()).isGreaterThan(record.bytes().count());
    assertThat(row.stopped()).isFalse();
    assertThat(watch.begun).hasValue(1);
    boolean isUdp = path == SlotPath.UDP;
    assertThat(watch.headerBytes.get() > 0).isEqualTo(isUdp);
    assertThat(answered).hasSize(isUdp ? 1 : 0);
  }

  @Test
  void theUsersOwnTrafficComesFirst() throws InterruptedException {
    watch.userIsThere.set(true);
    ask(ChallengeDirection.DOWN, 50_000_000);

    assertThat(fromProver.next(ToCoordinator.ChallengeDeclined.class).reason())
        .isEqualTo(ChallengeDeclineReason.USER_ACTIVE);
  }

  @ParameterizedTest
  @EnumSource
  void aChallengeUnderWayEndsWhenTheUserComes(SlotPath path) throws InterruptedException {
    ask(ChallengeDirection.DOWN, 50_000_000);
    fromProver.next(ToCoordinator.ProverReady.class);
    arm(ChallengeDirection.DOWN, path);
    fromChallenger.next(ToCoordinator.PathOpen.class);
    watch.userIsThere.set(true);

    assertThat(fromProver.next(ToCoordinator.ChallengeDeclined.class).reason())
        .isEqualTo(ChallengeDeclineReason.ABORTED);
  }

  @Test
  void whatTheHostHasPausedIsNotMeasured() throws InterruptedException, IOException {
    allowance.pause(new Pause(null, Pause.Mode.NOW));
    ask(ChallengeDirection.DOWN, 50_000_000);

    assertThat(fromProver.next(ToCoordinator.ChallengeDeclined.class).reason())
        .isEqualTo(ChallengeDeclineReason.PAUSED);
  }

  @Test
  void moreThanTheHostsCapLeavesIsNotMeasured() throws InterruptedException, IOException {
    allowance.follow(
        allowance
            .settings()
            .with(
                new Limits(
                    new BytesPerSecond(0),
                    new BytesPerSecond(0),
                    new Bytes(2_000_000),
                    Bytes.NONE)));
    ask(ChallengeDirection.DOWN, 50_000_000);

    assertThat(fromProver.next(ToCoordinator.ChallengeDeclined.class).reason())
        .isEqualTo(ChallengeDeclineReason.OVER_CAP);
  }

  @Test
  void moreBytesThanWereAskedForEndIt() throws InterruptedException {
    ask(ChallengeDirection.DOWN, 10_000);
    fromProver.next(ToCoordinator.ProverReady.class);
    arm(ChallengeDirection.DOWN, SlotPath.UDP);
    fromChallenger.next(ToCoordinator.PathOpen.class);
    fire();

    assertThat(fromProver.next(ToCoordinator.ChallengeDeclined.class).reason())
        .isEqualTo(ChallengeDeclineReason.OVER_CAP);
  }

  @Test
  void aSlotThatWasNotAskedForIsPassedOver() {
    proving.slot(slot(ChallengeDirection.DOWN, SlotPath.UDP));

    assertThat(fromProver.messages).isEmpty();
    assertThat(kept.rows).isEmpty();
  }

  private void ask(ChallengeDirection direction, long maxBytes) {
    proving.asked(
        new ToAgent.ProveLine(
            ID, direction, Sha256.of("secret"), Sha256.of("candidates"), new Bytes(maxBytes)),
        coordinator.publicKey(),
        fromProver);
  }

  private void arm(ChallengeDirection direction, SlotPath path) {
    challenging.arm(
        new ToAgent.RunSlot(ID, 1, direction, prover.publicKey(), path, "127.0.0.1", TOKEN, KEY, 0),
        fromChallenger);
    proving.slot(slot(direction, path));
  }

  private ToAgent.ProveSlot slot(ChallengeDirection direction, SlotPath path) {
    return new ToAgent.ProveSlot(
        ID,
        1,
        direction,
        challenger.publicKey(),
        path,
        "127.0.0.1",
        path == SlotPath.UDP ? port.port() : webSocket.port(),
        TOKEN,
        direction == ChallengeDirection.UP ? KEY : null,
        null);
  }

  private void fire() {
    challenging.start(
        new ToAgent.StartSlot(ID, 1, new BytesPerSecond(2_500_000), 90, 5, new BytesPerSecond(0)),
        fromChallenger);
  }
}
