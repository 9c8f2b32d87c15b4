package network.lumora.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.message.Lease;
import network.lumora.protocol.message.OrderHead;
import network.lumora.protocol.message.Outcome;
import network.lumora.protocol.message.PageResult;
import network.lumora.protocol.message.Place;
import network.lumora.protocol.message.Receipt;
import network.lumora.protocol.message.TaskInput;
import network.lumora.protocol.message.ToAgent;
import network.lumora.protocol.message.ToCoordinator;
import network.lumora.protocol.message.ToCoordinator.DeclineReason;
import network.lumora.protocol.seal.SealContext;
import network.lumora.protocol.seal.Sealed;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.wire.Frame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of an offer. */
@Timeout(240)
class OffersTest {
  private final Instant now = Rig.NOW;
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

  private Rig ready() throws IOException {
    return coordinator.ready(folder);
  }

  @Test
  void aTaskGoesFromOfferToSettledReceipt() throws Exception {
    try (var rig = ready()) {
      coordinator.send(coordinator.offer(1, now));
      assertThat(coordinator.await(ToCoordinator.Accepted.class).leaseId())
          .isEqualTo(FakeCoordinator.id(1_001));
      rig.awaitSettled(1);

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
      Rig.await(() -> rig.work.working() == 0);
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
      rig.awaitSettled(1);
      assertThat(coordinator.heard.stream().filter(Frame.class::isInstance)).hasSize(5);

      rig.pages.titleCharacters = 2_100_000;
      coordinator.send(coordinator.offer(2, now));
      rig.awaitSettled(2);

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
      rig.awaitSettled(1);
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
  void cancelStopsATaskWithoutAWord() throws Exception {
    try (var rig = ready()) {
      rig.pages.hangs = true;
      coordinator.send(coordinator.offer(1, now));
      assertThat(rig.pages.hanging.await(50, TimeUnit.SECONDS)).isTrue();

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

      rig.awaitSettled(1);
    }
  }
}
