package network.lumora.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import network.lumora.agent.policy.Limits;
import network.lumora.agent.policy.Moved;
import network.lumora.agent.policy.Pause;
import network.lumora.agent.policy.Settings;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.message.Lease;
import network.lumora.protocol.message.Logged;
import network.lumora.protocol.message.OrderHead;
import network.lumora.protocol.message.Outcome;
import network.lumora.protocol.message.PageResult;
import network.lumora.protocol.message.Place;
import network.lumora.protocol.message.Problem;
import network.lumora.protocol.message.Receipt;
import network.lumora.protocol.message.TaskInput;
import network.lumora.protocol.message.ToAgent;
import network.lumora.protocol.message.ToCoordinator;
import network.lumora.protocol.message.ToCoordinator.DeclineReason;
import network.lumora.protocol.seal.SealContext;
import network.lumora.protocol.seal.Sealed;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.BytesPerSecond;
import network.lumora.protocol.wire.Frame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(90)
class LinkTest {
  private final Instant now = Instant.now();
  @TempDir private Path folder;
  private FakeCoordinator coordinator;

  @BeforeEach
  void start() throws InterruptedException {
    coordinator = new FakeCoordinator().started();
  }

  @AfterEach
  void stop() throws InterruptedException {
    coordinator.stop(0);
  }

  private Rig rig() throws IOException {
    return new Rig(folder, coordinator.address()).started();
  }

  private Rig ready() throws IOException, InterruptedException {
    var rig = rig();
    coordinator.await(ToCoordinator.Heartbeat.class);
    return rig;
  }

  private static void awaitSettled(Rig rig, int count) throws IOException {
    Rig.await(() -> rig.journal.receipts().counts().settled() == count);
  }

  @Test
  void aTaskGoesFromOfferToSettledReceipt() throws Exception {
    try (var rig = ready()) {
      coordinator.send(coordinator.offer(1, now));
      assertThat(coordinator.await(ToCoordinator.Accepted.class).leaseId())
          .isEqualTo(FakeCoordinator.id(1_001));
      awaitSettled(rig, 1);

      var receipt = coordinator.statements.read(coordinator.receipt(1), Receipt.class);
      assertThat(receipt.outcome()).isEqualTo(Outcome.OK);
      assertThat(receipt.sourceDown()).isEqualTo(new Bytes(10_000));
      assertThat(receipt.sourceUp()).isEqualTo(new Bytes(500));
      assertThat(receipt.consumer()).isEqualTo(coordinator.consumer.publicKey());
      var sealed = Objects.requireNonNull(coordinator.bodies.get(1L));
      assertThat(receipt.delivered()).isEqualTo(new Bytes(sealed.length()));
      assertThat(receipt.deliveredSha256()).isEqualTo(sealed.digest());
      assertThat(opened(receipt, sealed).url()).contains("secret");
      assertThat(coordinator.connectMillis).containsEntry(1L, Optional.of(23));
      assertThat(coordinator.greeting().place()).isEqualTo(Place.parse("DE-BE"));
      var row = rig.journal.rows().after(0, 10).getFirst();
      assertThat(row.site()).isEqualTo("shop.example");
      assertThat(row.toString()).doesNotContain("secret", "/private");
      assertThat(row.receipt()).isEqualTo("settled");
      assertThat(rig.work.working()).isZero();
    }
    coordinator.await(ToCoordinator.Goodbye.class);
  }

  private PageResult opened(Receipt receipt, Sealed sealed) throws Exception {
    var context =
        new SealContext(
            receipt.taskId().toString(),
            receipt.agent(),
            Sha256.of(coordinator.order().payload()).toString(),
            FakeCoordinator.POLICY.digest().toString(),
            SealContext.Direction.RESULT);
    return coordinator.documents.read(
        coordinator.consumerSeal.open(sealed.bytes(), context.bytes()), PageResult.class);
  }

  @Test
  void aLargeResultGoesInFramesAndATooLargeOneAsRefusal() throws Exception {
    try (var rig = ready()) {
      rig.pages.titleCharacters = 300_000;
      coordinator.send(coordinator.offer(1, now));
      awaitSettled(rig, 1);
      assertThat(coordinator.heard.stream().filter(Frame.class::isInstance)).hasSize(5);

      rig.pages.titleCharacters = 2_100_000;
      coordinator.send(coordinator.offer(2, now));
      awaitSettled(rig, 2);

      var receipt = coordinator.statements.read(coordinator.receipt(2), Receipt.class);
      assertThat(receipt.outcome()).isEqualTo(Outcome.REFUSED);
      assertThat(receipt.code()).isEqualTo("DOCUMENT_TOO_LARGE");
    }
  }

  @Test
  void worksOnNothingThatDoesNotFit() throws Exception {
    try (var rig = ready()) {
      for (var bad : badOffers().entrySet()) {
        coordinator.send(bad.getValue());

        var answer = coordinator.await(ToCoordinator.Declined.class);
        assertThat(answer.reason())
            .as(bad.getKey())
            .isEqualTo(
                bad.getKey().equals("expired") ? DeclineReason.EXPIRED : DeclineReason.BAD_LEASE);
      }
      assertThat(rig.pages.asked).hasValue(0);
      assertThat(rig.journal.rows().after(0, 10)).isEmpty();
      assertThat(coordinator.connections).hasValue(1);
    }
  }

  private Map<String, ToAgent.Offer> badOffers() {
    var stranger = IdentityKey.generate();
    var agent = coordinator.greeting().agent();
    var input = coordinator.input();
    var order = input.order();
    var good = coordinator.lease(1, agent, order, now);
    var offers = new LinkedHashMap<String, ToAgent.Offer>();
    offers.put("signed by a stranger", offer(good, input, stranger));
    offers.put(
        "for another agent",
        offer(coordinator.lease(2, stranger.publicKey(), order, now), input, coordinator.key));
    offers.put(
        "expired",
        offer(coordinator.lease(3, agent, order, now.minusSeconds(500)), input, coordinator.key));
    offers.put(
        "another digest of the input",
        new ToAgent.Offer(
            coordinator.statements.sign(good, coordinator.key), coordinator.sealed(input, good)));
    var other = coordinator.lease(5, agent, order, now);
    offers.put("sealed under another lease's context", sealedFor(other, good, input));
    var badOrder = withOrder(coordinator.statements.sign(coordinator.head(), stranger));
    offers.put("order signed by a stranger", offer(badOrder));
    offers.put("order for another coordinator", offer(withOrder(orderFor(stranger))));
    offers.put(
        "another order than the lease names",
        offer(good, withOrder(orderFor(stranger)), coordinator.key));
    offers.put("input is not JSON", garbage(good));
    return offers;
  }

  private Envelope orderFor(IdentityKey elsewhere) {
    var head = coordinator.head();
    return coordinator.statements.sign(
        new OrderHead(
            head.orderId(),
            head.consumer(),
            elsewhere.publicKey(),
            head.sealTo(),
            head.pageCount(),
            head.instructionsSha256(),
            head.createdAt()),
        coordinator.consumer);
  }

  private TaskInput withOrder(Envelope order) {
    var input = coordinator.input();
    return new TaskInput(input.url(), input.fields(), order);
  }

  private ToAgent.Offer offer(TaskInput input) {
    return offer(
        coordinator.lease(7, coordinator.greeting().agent(), input.order(), now),
        input,
        coordinator.key);
  }

  private ToAgent.Offer offer(Lease lease, TaskInput input, IdentityKey signer) {
    return sealedFor(lease, lease, input, signer);
  }

  private ToAgent.Offer sealedFor(Lease lease, Lease context, TaskInput input) {
    return sealedFor(lease, context, input, coordinator.key);
  }

  private ToAgent.Offer sealedFor(Lease lease, Lease context, TaskInput input, IdentityKey signer) {
    var sealed = coordinator.sealed(input, context);
    return new ToAgent.Offer(
        coordinator.statements.sign(FakeCoordinator.over(lease, sealed), signer), sealed);
  }

  private ToAgent.Offer garbage(Lease lease) {
    var sealed = Sealed.of("garbage".getBytes(StandardCharsets.UTF_8));
    return new ToAgent.Offer(
        coordinator.statements.sign(FakeCoordinator.over(lease, sealed), coordinator.key), sealed);
  }

  @Test
  void aLeaseIsWorkedOnOnceEvenAfterARestart() throws Exception {
    ToAgent.Offer offer;
    try (var rig = ready()) {
      offer = coordinator.offer(1, now);
      coordinator.send(offer);
      awaitSettled(rig, 1);
      coordinator.send(offer);
      assertThat(coordinator.await(ToCoordinator.Declined.class).reason())
          .isEqualTo(DeclineReason.BAD_LEASE);
    }
    try (var again = ready()) {
      coordinator.send(offer);

      assertThat(coordinator.await(ToCoordinator.Declined.class).reason())
          .isEqualTo(DeclineReason.BAD_LEASE);
      assertThat(again.pages.asked).hasValue(0);
    }
  }

  @Test
  void nonsenseIsAnsweredAndTheConnectionLivesOn() throws Exception {
    try (var rig = ready()) {
      for (var nonsense :
          new String[] {
            "", "{", "[]", "{\"type\":7}", "{\"type\":\"offer\"}", "{\"type\":\"cancel\"}", "null"
          }) {
        coordinator.sendRaw(nonsense);
        assertThat(coordinator.await(Problem.class).code())
            .as(nonsense)
            .isEqualTo(ErrorCode.MALFORMED);
      }
      coordinator.sendRaw("{\"type\":\"dance\"}");
      assertThat(coordinator.await(Problem.class).code()).isEqualTo(ErrorCode.UNKNOWN_TYPE);

      coordinator.send(coordinator.offer(1, now));
      awaitSettled(rig, 1);
      assertThat(coordinator.connections).hasValue(1);
    }
  }

  @Test
  void tooMuchNonsenseEndsTheConnection() throws Exception {
    try (var rig = ready()) {
      for (int i = 0; i < 21; i++) {
        coordinator.sendRaw("{");
      }

      Rig.await(() -> coordinator.connections.get() == 2);
      coordinator.await(ToCoordinator.Heartbeat.class);
      coordinator.send(coordinator.offer(1, now));
      awaitSettled(rig, 1);
    }
  }

  @Test
  void whatIsTooLongOrOutOfOrderEndsTheConnectionAndNotTheAgent() throws Exception {
    try (var rig = ready()) {
      coordinator.sendRaw("{\"type\":\"" + "x".repeat(250_000) + "\"}");
      Rig.await(() -> coordinator.connections.get() == 2);
      coordinator.await(ToCoordinator.Heartbeat.class);
      coordinator.sendRaw(new byte[100]);
      Rig.await(() -> coordinator.connections.get() == 3);
      coordinator.await(ToCoordinator.Heartbeat.class);
      coordinator.send(
          new ToAgent.Challenge(
              FakeCoordinator.id(9), coordinator.key.publicKey(), java.util.List.of("lumora.v1")));
      Rig.await(() -> coordinator.connections.get() == 4);
      coordinator.await(ToCoordinator.Heartbeat.class);

      coordinator.send(coordinator.offer(1, now));
      awaitSettled(rig, 1);
    }
  }

  @Test
  void aSettlementThatDoesNotVerifyIsKeptAsEvidenceAndTheTrueOneStillCounts() throws Exception {
    coordinator.settles = false;
    try (var rig = ready()) {
      coordinator.send(coordinator.offer(1, now));
      Rig.await(() -> coordinator.receivedThrough == 1);
      var lies = lies();

      int broken = 0;
      for (var lie : lies.entrySet()) {
        coordinator.send(lie.getValue());
        int expected = ++broken;
        Rig.await(() -> rig.journal.receipts().counts().broken() == expected);
        assertThat(rig.journal.receipts().counts().settled()).as(lie.getKey()).isZero();
        assertThat(rig.journal.rows().after(0, 1).getFirst().receipt()).startsWith("broken: ");
      }
      coordinator.send(coordinator.settlement(1));

      awaitSettled(rig, 1);
      assertThat(rig.journal.rows().after(0, 1).getFirst().receipt()).isEqualTo("settled");
      assertThat(rig.journal.receipts().evidence()).hasSize(lies.size());
    }
  }

  private Map<String, ToAgent.Settled> lies() throws Exception {
    var truth = coordinator.settlement(1);
    var stranger = IdentityKey.generate();
    var ours = coordinator.receipt(1);
    var lies = new LinkedHashMap<String, ToAgent.Settled>();
    lies.put("not counter-signed", new ToAgent.Settled(1, ours, truth.logged()));
    lies.put(
        "counter-signed by a stranger",
        new ToAgent.Settled(1, ours.countersign(stranger), truth.logged()));
    var flipped = ours.payload();
    flipped[flipped.length / 2] ^= 1;
    lies.put(
        "a flipped bit",
        new ToAgent.Settled(
            1,
            new Envelope(ours.payloadType(), flipped, truth.receipt().signatures()),
            truth.logged()));
    var other = new Envelope(ours.payloadType(), flipped, java.util.List.of());
    lies.put(
        "another receipt",
        new ToAgent.Settled(1, other.countersign(coordinator.key), truth.logged()));
    var logged = truth.logged();
    lies.put(
        "another index",
        new ToAgent.Settled(
            1,
            truth.receipt(),
            new Logged(0, 2, java.util.List.of(Sha256.of("x")), logged.checkpoint())));
    lies.put(
        "a longer path",
        new ToAgent.Settled(
            1,
            truth.receipt(),
            new Logged(
                logged.index(),
                logged.treeSize(),
                java.util.List.of(Sha256.of("x")),
                logged.checkpoint())));
    var entry = coordinator.documents.writeBytes(truth.receipt());
    lies.put(
        "a checkpoint by a stranger",
        new ToAgent.Settled(
            1, truth.receipt(), new GrowingLog(FakeCoordinator.ORIGIN, stranger).append(entry)));
    lies.put(
        "another log",
        new ToAgent.Settled(
            1, truth.receipt(), new GrowingLog("other.log", coordinator.key).append(entry)));
    lies.put("another sequence", new ToAgent.Settled(2, truth.receipt(), logged));
    lies.put(
        "no checkpoint",
        new ToAgent.Settled(1, truth.receipt(), new Logged(0, 1, logged.path(), "nothing")));
    return lies;
  }

  @Test
  void twoLogsOfOneSizeAreAFork() throws Exception {
    coordinator.settles = false;
    try (var rig = ready()) {
      coordinator.send(coordinator.offer(1, now));
      coordinator.send(coordinator.offer(2, now));
      Rig.await(() -> coordinator.receivedThrough == 2);
      coordinator.settle(1);
      awaitSettled(rig, 1);
      var signed = coordinator.receipt(2).countersign(coordinator.key);
      var fork =
          new GrowingLog(FakeCoordinator.ORIGIN, coordinator.key)
              .append(coordinator.documents.writeBytes(signed));

      coordinator.send(new ToAgent.Settled(2, signed, fork));

      Rig.await(() -> rig.journal.receipts().counts().broken() == 1);
      assertThat(rig.journal.receipts().evidence().getFirst().reason()).contains("two logs");
    }
  }

  @Test
  void anUnpaidDeliveryIsClosedWithItsReason() throws Exception {
    coordinator.settles = false;
    try (var rig = ready()) {
      coordinator.send(coordinator.offer(1, now));
      Rig.await(() -> coordinator.receivedThrough == 1);

      coordinator.send(new ToAgent.Unpaid(1, ToAgent.UnpaidReason.ALREADY_DONE, "late"));

      Rig.await(() -> rig.journal.outbox().waiting() == 0);
      assertThat(rig.journal.rows().after(0, 1).getFirst().receipt())
          .isEqualTo("unpaid: ALREADY_DONE");
    }
  }

  @ParameterizedTest
  @EnumSource(FakeCoordinator.Death.class)
  void nothingIsLostOrDoubledWhenTheCoordinatorDies(FakeCoordinator.Death death) throws Exception {
    coordinator.death = death;
    try (var rig = rig()) {
      Rig.await(() -> coordinator.connections.get() >= (atOnce(death) ? 2 : 1));
      coordinator.await(ToCoordinator.Heartbeat.class);
      for (int number = 1; number <= 3; number++) {
        coordinator.await(ToCoordinator.Heartbeat.class);
        coordinator.send(coordinator.offer(number, now));
        awaitSettled(rig, number);
        coordinator.heard.clear();
      }

      assertThat(coordinator.receipts.keySet()).containsExactlyInAnyOrder(1L, 2L, 3L);
      assertThat(rig.journal.outbox().acknowledgedThrough(coordinator.key.publicKey()))
          .isEqualTo(3);
      assertThat(rig.journal.receipts().counts().broken()).isZero();
      assertThat(rig.pages.asked).hasValue(3);
    }
  }

  private static boolean atOnce(FakeCoordinator.Death death) {
    return switch (death) {
      case AT_OPEN, AT_HELLO, AT_HEARTBEAT -> true;
      default -> false;
    };
  }

  @Test
  void aKilledAgentSendsAgainWhatWasNotSettled() throws Exception {
    coordinator.death = FakeCoordinator.Death.AT_DELIVERY;
    coordinator.settles = false;
    var first = ready();
    coordinator.send(coordinator.offer(1, now));
    Rig.await(() -> coordinator.receivedThrough == 1);
    first.kill();
    coordinator.settles = true;
    coordinator.receivedThrough = 0;

    try (var second = rig()) {
      awaitSettled(second, 1);

      assertThat(coordinator.receipts).hasSize(1);
      assertThat(coordinator.greetings.getLast().acknowledgedThrough()).isZero();
      assertThat(coordinator.greetings.getLast().holding())
          .containsExactly(FakeCoordinator.id(1_001));
      assertThat(second.pages.asked).hasValue(0);
    }
  }

  @Test
  void aCoordinatorThatChangesItsKeyIsRefused() throws Exception {
    ready().close();
    int port = coordinator.getPort();
    coordinator.stop(0);
    coordinator = new FakeCoordinator(IdentityKey.generate(), port).started();

    try (var rig = rig()) {
      Rig.await(() -> rig.link.state().word().equals("refused"));

      assertThat(rig.link.state().detail())
          .contains("another key", "--coordinator-key " + coordinator.key.publicKey());
      assertThat(coordinator.greetings).isEmpty();
    }
    var pinned =
        new Rig(folder, coordinator.address(), new ScriptedPages(), coordinator.key.publicKey());
    try (pinned) {
      pinned.link.start();
      coordinator.await(ToCoordinator.Heartbeat.class);
    }
  }

  @Test
  void pauseStopsWorkUnderWayAndGivesItBack() throws Exception {
    try (var rig = ready()) {
      rig.pages.hangs = true;
      coordinator.send(coordinator.offer(1, now));
      assertThat(rig.pages.hanging.await(10, TimeUnit.SECONDS)).isTrue();

      rig.allowance.pause(Pause.now(null));

      var answer = coordinator.await(ToCoordinator.Declined.class);
      assertThat(answer.reason()).isEqualTo(DeclineReason.PAUSED);
      Rig.await(() -> rig.work.working() == 0);
      assertThat(rig.journal.rows().after(0, 1).getFirst().receipt()).isEqualTo("none: paused");
      coordinator.send(coordinator.offer(2, now));
      assertThat(coordinator.await(ToCoordinator.Declined.class).reason())
          .isEqualTo(DeclineReason.PAUSED);
    }
  }

  @Test
  void cancelStopsATaskWithoutAWord() throws Exception {
    try (var rig = ready()) {
      rig.pages.hangs = true;
      coordinator.send(coordinator.offer(1, now));
      assertThat(rig.pages.hanging.await(10, TimeUnit.SECONDS)).isTrue();

      coordinator.send(new ToAgent.Cancel(FakeCoordinator.id(1_001)));

      Rig.await(() -> rig.work.working() == 0);
      assertThat(rig.journal.rows().after(0, 1).getFirst().receipt()).isEqualTo("none: cancelled");
    }
  }

  @Test
  void slotsBoundTheWork() throws Exception {
    try (var rig = ready()) {
      rig.pages.hangs = true;
      for (int number = 1; number <= 5; number++) {
        coordinator.send(coordinator.offer(number, now));
      }

      assertThat(coordinator.await(ToCoordinator.Declined.class).reason())
          .isEqualTo(DeclineReason.BUSY);
      assertThat(rig.work.working()).isEqualTo(4);
      assertThat(rig.work.freeSlots(coordinator.key.publicKey())).isZero();
    }
  }

  @Test
  void aBugInOneTaskEndsThatTaskOnly() throws Exception {
    try (var rig = ready()) {
      rig.pages.bug = true;
      coordinator.send(coordinator.offer(1, now));
      coordinator.await(ToCoordinator.Declined.class);
      rig.pages.bug = false;

      coordinator.send(coordinator.offer(2, now));

      awaitSettled(rig, 1);
    }
  }

  @Test
  void aCapStopsTheBytesAtTheOtherEndsSocket() throws Exception {
    try (var proxy = new CountingProxy(coordinator.getPort())) {
      long cap = 1_200_000;
      var rig = new Rig(folder, "ws://127.0.0.1:" + proxy.port() + "/agent");
      rig.allowance.follow(
          Settings.STANDARD.with(
              new Limits(
                  new BytesPerSecond(0), new BytesPerSecond(0), new Bytes(cap), Bytes.NONE)));
      rig.pages.downBytes = 10_000;
      rig.pages.titleCharacters = 400_000;
      try (rig) {
        rig.link.start();
        coordinator.await(ToCoordinator.Heartbeat.class);
        for (int number = 1; number <= 4; number++) {
          coordinator.send(coordinator.offer(number, now));
        }
        Rig.await(() -> rig.allowance.standing().isCapped());
        Rig.await(() -> rig.link.state().word().equals("resting"));

        long moved = rig.allowance.today().both().count();
        long source = rig.pages.asked.get() * 10_000L;
        assertThat(moved).isBetween(cap - 4 * 65_536, cap);
        assertThat(proxy.up.get() + proxy.down.get() + source).isLessThanOrEqualTo(cap);
        assertThat(rig.allowance.standing().explanation())
            .startsWith("paused: daily cap reached, resumes ");
      }
    }
  }

  @Test
  void ourMeterAgreesWithTheOtherEndsSocket() throws Exception {
    try (var proxy = new CountingProxy(coordinator.getPort())) {
      var rig = new Rig(folder, "ws://127.0.0.1:" + proxy.port() + "/agent");
      rig.pages.titleCharacters = 500_000;
      try (rig) {
        rig.link.start();
        coordinator.await(ToCoordinator.Heartbeat.class);
        coordinator.send(coordinator.offer(1, now));
        awaitSettled(rig, 1);
      }
      try (var reopened = network.lumora.agent.journal.Journal.open(folder)) {
        var written =
            reopened
                .usage()
                .between(
                    YearMonth.from(now.atZone(ZoneOffset.UTC)).atDay(1),
                    YearMonth.from(now.atZone(ZoneOffset.UTC)).atEndOfMonth());
        assertThat(written).isInstanceOf(Moved.class);
      }
      var today = rig.allowance.today();
      assertThat(today.up().count()).isBetween(proxy.up.get(), proxy.up.get() + 200);
      assertThat(today.down().count() - 10_000)
          .isBetween(proxy.down.get() - 200, proxy.down.get() + 200);
    }
  }

  @Test
  void pauseHoldsAnUploadInTheMiddleAndResumeEndsIt() throws Exception {
    try (var rig = ready()) {
      rig.allowance.follow(
          Settings.STANDARD.with(
              new Limits(
                  new BytesPerSecond(40_000), new BytesPerSecond(0), Bytes.NONE, Bytes.NONE)));
      rig.pages.titleCharacters = 200_000;
      coordinator.send(coordinator.offer(1, now));
      coordinator.await(Frame.class);
      rig.allowance.pause(Pause.now(null));
      coordinator.await(ToCoordinator.Heartbeat.class);
      coordinator.await(ToCoordinator.Heartbeat.class);
      assertThat(coordinator.bodies).isEmpty();

      rig.allowance.follow(Settings.STANDARD.with(Limits.NONE));
      rig.allowance.resume();

      awaitSettled(rig, 1);
      assertThat(coordinator.connections).hasValue(1);
    }
  }

  @Test
  void whenAskedToDrainItFinishesAndLeaves() throws Exception {
    try (var rig = ready()) {
      coordinator.send(coordinator.offer(1, now));
      coordinator.await(ToCoordinator.Accepted.class);
      coordinator.send(new ToAgent.Draining(0));

      coordinator.await(ToCoordinator.Goodbye.class);
      Rig.await(() -> coordinator.connections.get() == 2);
      awaitSettled(rig, 1);
    }
  }

  @Test
  void whenItIsPutOffItComesBackAndIsLetIn() throws Exception {
    coordinator.putsOff.set(1);

    try (var _ = ready()) {
      coordinator.await(ToCoordinator.Heartbeat.class);

      assertThat(coordinator.connections.get()).isEqualTo(2);
    }
  }
}
