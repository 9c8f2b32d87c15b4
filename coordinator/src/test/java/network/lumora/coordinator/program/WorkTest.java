package network.lumora.coordinator.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import network.lumora.coordinator.book.Evidence;
import network.lumora.coordinator.store.SqliteBooks;
import network.lumora.ledger.evidence.ReceiptEvidence;
import network.lumora.protocol.message.DeliveredPage;
import network.lumora.protocol.message.OrderStatus;
import network.lumora.protocol.message.Policy;
import network.lumora.protocol.message.ToAgent;
import network.lumora.protocol.message.ToAgent.UnpaidReason;
import network.lumora.protocol.message.ToCoordinator;
import network.lumora.protocol.message.ToCoordinator.DeclineReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders, leases, deliveries and receipts over real connections. */
class WorkTest {
  private static final byte[] SEALED = "sealed".getBytes(StandardCharsets.UTF_8);

  @TempDir Path data;
  private Station station;

  @BeforeEach
  void start() throws Exception {
    station = new Station(data);
  }

  @AfterEach
  void stop() {
    station.close();
  }

  @Test
  void anOrderedPageIsDoneSettledAndHandedOut() throws Exception {
    var consumer = station.consumer();
    var order = consumer.place(1);
    var agent = station.agent().ready();

    var offer = agent.expect(ToAgent.Offer.class);
    assertThat(agent.input(offer).url()).isEqualTo("https://example.org/0");
    assertThat(agent.input(offer).purpose()).isEqualTo(FakeConsumer.PURPOSE);
    agent.accept(offer);
    agent.deliver(offer, SEALED);
    var settled = agent.expect(ToAgent.Settled.class);

    var evidence = new ReceiptEvidence(station.coordinator().key());
    assertThat(evidence.verify(settled.receipt(), settled.logged()).sequence()).isEqualTo(1);
    var status = consumer.await(order.orderId(), OrderStatusWanted.COMPLETE);
    assertThat(status.ok()).isEqualTo(1);
    assertThat(status.delivered().count()).isEqualTo(SEALED.length);
    var pages = consumer.results(order.orderId(), 0);
    assertThat(pages).hasSize(1);
    assertThat(pages.getFirst().sealed().bytes()).isEqualTo(SEALED);
    assertThat(evidence.verify(pages.getFirst().receipt(), pages.getFirst().logged()).taskId())
        .hasToString(order.orderId() + "/0");
    assertThat(consumer.results(order.orderId(), pages.getFirst().cursor())).isEmpty();
  }

  @Test
  void threeAgentsFinishManyPagesWithoutWaitingForHeartbeats() throws Exception {
    int pages = 500;
    var consumer = station.consumer();
    long start = System.nanoTime();
    var order = consumer.place(pages);
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      var works = new ArrayList<Future<?>>();
      for (int i = 0; i < 3; i++) {
        var agent = station.agent().ready();
        works.add(pool.submit(() -> workUntilStopped(agent)));
      }
      var status = consumer.await(order.orderId(), OrderStatusWanted.COMPLETE);
      System.out.printf(
          "%d pages with 3 agents took %d ms%n", pages, (System.nanoTime() - start) / 1_000_000);
      assertThat(status.ok()).isEqualTo(pages);
      works.forEach(work -> work.cancel(true));
    }
    var seen = new HashSet<String>();
    long cursor = 0;
    for (var page = consumer.results(order.orderId(), 0);
        !page.isEmpty();
        page = consumer.results(order.orderId(), cursor)) {
      assertThat(page).hasSizeLessThanOrEqualTo(200);
      page.forEach(result -> assertThat(seen.add(result.taskId().toString())).isTrue());
      cursor = page.getLast().cursor();
    }
    assertThat(seen).hasSize(pages);
  }

  private static Void workUntilStopped(FakeAgent agent) throws Exception {
    while (!Thread.currentThread().isInterrupted()) {
      var offer = agent.expect(ToAgent.Offer.class);
      agent.accept(offer);
      agent.deliver(offer, SEALED);
    }
    throw new InterruptedException();
  }

  @Test
  void aPageWhoseLeaseExpiresGoesToAnotherAgentAndTheLateResultIsKeptAndNotPaid() throws Exception {
    var consumer = station.consumer();
    var order = consumer.place(1);
    var slow = station.agent().ready();
    var late = slow.expect(ToAgent.Offer.class);
    slow.accept(late);

    var quick = station.agent().ready();
    station.time().advance(Duration.ofSeconds(61));
    slow.connect();
    slow.hello(0);
    quick.connect();
    quick.hello(0);
    quick.heartbeat(4);
    var offer = quick.expect(ToAgent.Offer.class);
    quick.accept(offer);
    quick.deliver(offer, SEALED);
    quick.expect(ToAgent.Settled.class);

    slow.deliver(late, SEALED);
    var unpaid = slow.expect(ToAgent.Unpaid.class);
    assertThat(unpaid.reason()).isEqualTo(UnpaidReason.ALREADY_DONE);
    assertThat(consumer.results(order.orderId(), 0)).hasSize(1);
    station.stop();
    try (var books = SqliteBooks.open(data.resolve("coordinator.db"))) {
      var kept = books.read(book -> book.lateResults().of(order.orderId(), 0));
      assertThat(kept).hasSize(1);
      assertThat(kept.getFirst().sealed().bytes()).isEqualTo(SEALED);
      kept.getFirst().receipt().requireSignatureOf(slow.key().publicKey());
      assertThat(kept.getFirst().receipt().signatures()).hasSize(1);
    }
  }

  @Test
  void theFirstResultCountsThoughItsLeaseHasExpired() throws Exception {
    var consumer = station.consumer();
    var order = consumer.place(1);
    var slow = station.agent().ready();
    var late = slow.expect(ToAgent.Offer.class);
    slow.accept(late);
    station.time().advance(Duration.ofSeconds(61));
    slow.connect();
    slow.hello(0);
    var second = station.agent().ready();
    var offer = second.expect(ToAgent.Offer.class);
    second.accept(offer);

    slow.deliver(late, SEALED);

    slow.expect(ToAgent.Settled.class);
    assertThat(second.expect(ToAgent.Cancel.class).leaseId())
        .isEqualTo(second.lease(offer).leaseId());
    consumer.await(order.orderId(), OrderStatusWanted.COMPLETE);
    second.deliver(offer, SEALED);
    assertThat(second.expect(ToAgent.Unpaid.class).reason()).isEqualTo(UnpaidReason.ALREADY_DONE);
  }

  @Test
  void aDeliveryThatComesTwiceGetsTheSameAnswer() throws Exception {
    var consumer = station.consumer();
    consumer.place(1);
    var agent = station.agent().ready();
    var offer = agent.expect(ToAgent.Offer.class);
    agent.accept(offer);
    var parcel = agent.deliver(offer, SEALED);
    var first = agent.expect(ToAgent.Settled.class);

    agent.send(parcel);

    var again = agent.expect(ToAgent.Settled.class);
    assertThat(again.receipt()).isEqualTo(first.receipt());
    assertThat(again.logged().index()).isEqualTo(first.logged().index());
  }

  @Test
  void aSequenceServesOneReceiptOnly() throws Exception {
    var consumer = station.consumer();
    consumer.place(2);
    var agent = station.agent().ready();
    var offer = agent.expect(ToAgent.Offer.class);
    agent.deliver(offer, SEALED);
    agent.expect(ToAgent.Settled.class);

    agent.countFrom(0);
    agent.deliver(agent.expect(ToAgent.Offer.class), SEALED);

    assertThat(agent.expectProblem().code().name()).isEqualTo("CONFLICT");
    var shown =
        station.get("/v1/operator/evidence", "Authorization", "Bearer " + station.operatorToken());
    assertThat(shown.body()).contains("\"kind\":\"FORKED\"", "\"bodies\":[{\"payloadType\":");
    station.stop();
    var kept = evidence();
    assertThat(kept).hasSize(1);
    assertThat(kept.getFirst().kind()).isEqualTo("FORKED");
    assertThat(kept.getFirst().against()).isEqualTo(agent.key().publicKey());
    for (var body : kept.getFirst().bodies()) {
      body.requireSignatureOf(agent.key().publicKey());
    }
    assertThat(kept.getFirst().bodies()).hasSize(2);
  }

  private List<Evidence.Kept> evidence() throws Exception {
    try (var books = SqliteBooks.open(station.data().resolve("coordinator.db"))) {
      return books.read(book -> book.evidence().newest(10));
    }
  }

  @Test
  void whoOrdersIsNotPaidForDelivering() throws Exception {
    var consumer = station.consumer();
    consumer.place(1);
    var same = station.agent(consumer.key()).ready();

    same.deliver(same.expect(ToAgent.Offer.class), SEALED);

    assertThat(same.expect(ToAgent.Unpaid.class).reason()).isEqualTo(UnpaidReason.SELF_DEALING);
    var other = station.agent().ready();
    other.deliver(other.expect(ToAgent.Offer.class), SEALED);
    assertThat(other.expect(ToAgent.Settled.class).sequence()).isEqualTo(1);
  }

  @Test
  void anHonestDayLeavesNoEvidence() throws Exception {
    var consumer = station.consumer();
    consumer.place(3);
    var agent = station.agent().ready();
    for (int i = 0; i < 3; i++) {
      var parcel = agent.deliver(agent.expect(ToAgent.Offer.class), SEALED);
      agent.expect(ToAgent.Settled.class);
      agent.send(parcel);
      agent.expect(ToAgent.Settled.class);
    }
    station.stop();

    assertThat(evidence()).isEmpty();
  }

  @Test
  void wrongCountsWrongDigestsAndForeignSignaturesAreNotPaid() throws Exception {
    var consumer = station.consumer();
    consumer.place(4);
    var agent = station.agent().ready();
    var cut = agent.receipt(agent.expect(ToAgent.Offer.class), SEALED);
    agent.send(agent.parcel(cut, "seale".getBytes(StandardCharsets.UTF_8)));
    assertThat(agent.expect(ToAgent.Unpaid.class).reason()).isEqualTo(UnpaidReason.COUNT_DIFFERS);

    var other = agent.receipt(agent.expect(ToAgent.Offer.class), SEALED);
    agent.send(agent.parcel(other, "SEALED".getBytes(StandardCharsets.UTF_8)));
    assertThat(agent.expect(ToAgent.Unpaid.class).reason()).isEqualTo(UnpaidReason.COUNT_DIFFERS);

    var stranger = station.agent();
    var forged = agent.receipt(agent.expect(ToAgent.Offer.class), SEALED);
    agent.send(stranger.parcel(forged, SEALED));
    assertThat(agent.expect(ToAgent.Unpaid.class).reason()).isEqualTo(UnpaidReason.RECEIPT_INVALID);
  }

  @Test
  void aLeaseServesOnlyTheAgentThatGotIt() throws Exception {
    var consumer = station.consumer();
    consumer.place(1);
    var agent = station.agent().ready();
    var offer = agent.expect(ToAgent.Offer.class);
    var thief = station.agent();
    thief.connect();
    thief.hello(0);

    var lease = agent.lease(offer);
    var stolen =
        new network.lumora.protocol.message.Lease(
            lease.leaseId(),
            lease.taskId(),
            thief.key().publicKey(),
            lease.coordinator(),
            lease.orderSha256(),
            lease.policySha256(),
            lease.inputSha256(),
            lease.maxSource(),
            lease.maxDelivered(),
            lease.issuedAt(),
            lease.expiresAt());
    var receipt =
        FakeAgent.receipt(stolen, consumer.key().publicKey(), 1, SEALED, station.time().instant());
    thief.send(thief.parcel(receipt, SEALED));

    assertThat(thief.expect(ToAgent.Unpaid.class).reason()).isEqualTo(UnpaidReason.UNKNOWN_LEASE);
  }

  @Test
  void aReturningAgentGetsWhatItMissedAndKeepsWhatItHolds() throws Exception {
    var consumer = station.consumer();
    consumer.place(3);
    var agent = station.agent().withSlots(3).ready();
    var first = agent.expect(ToAgent.Offer.class);
    var second = agent.expect(ToAgent.Offer.class);
    var third = agent.expect(ToAgent.Offer.class);
    agent.deliver(first, SEALED);
    agent.expect(ToAgent.Settled.class);
    agent.drop();

    agent.connect();
    var welcome = agent.hello(0, agent.lease(second).leaseId(), FakeConsumer.newId());
    assertThat(welcome.receivedThrough()).isEqualTo(1);
    assertThat(agent.expect(ToAgent.Settled.class).sequence()).isEqualTo(1);
    agent.expect(ToAgent.Cancel.class);
    agent.deliver(second, SEALED);
    assertThat(agent.expect(ToAgent.Settled.class).sequence()).isEqualTo(2);

    var other = station.agent().ready();
    assertThat(other.lease(other.expect(ToAgent.Offer.class)).taskId())
        .isEqualTo(agent.lease(third).taskId());

    agent.drop();
    agent.connect();
    assertThat(agent.hello(2).receivedThrough()).isEqualTo(2);
    assertThat(agent.untilAnswered()).noneMatch(ToAgent.Settled.class::isInstance);
  }

  @Test
  void leasesOfAnAgentWhoseLineBrokeComeBackAfterTheGrace() throws Exception {
    var consumer = station.consumer();
    consumer.place(1);
    var gone = station.agent().ready();
    gone.accept(gone.expect(ToAgent.Offer.class));
    gone.drop();
    var other = station.agent().ready();
    assertThat(other.untilAnswered()).noneMatch(ToAgent.Offer.class::isInstance);
    station.time().advance(Duration.ofSeconds(8));
    other.heartbeat(4);
    other.untilAnswered();

    station.time().advance(Duration.ofSeconds(8));

    other.expect(ToAgent.Offer.class);
  }

  @Test
  void leasesOfAnAgentThatSaysGoodbyeGoToAnotherAtOnce() throws Exception {
    station.consumer().place(1);
    var leaving = station.agent().ready();
    leaving.accept(leaving.expect(ToAgent.Offer.class));
    var other = station.agent().ready();

    leaving.send(new ToCoordinator.Goodbye());

    other.expect(ToAgent.Offer.class);
  }

  @Test
  void leasesOfAnAgentThatFellSilentGoToAnotherWithinThreeHeartbeats() throws Exception {
    station.consumer().place(1);
    var silent = station.agent().ready();
    silent.accept(silent.expect(ToAgent.Offer.class));
    silent.untilAnswered();
    station.time().advance(Duration.ofSeconds(8));
    var other = station.agent().ready();
    other.untilAnswered();

    station.time().advance(Duration.ofSeconds(7));

    other.expect(ToAgent.Offer.class);
  }

  @Test
  void aPageThatNobodyFinishesIsGivenUpAndTheOrderEnds() throws Exception {
    var consumer = station.consumer();
    var order = consumer.place(1);
    var agent = station.agent().ready();
    for (int i = 0; i < 5; i++) {
      var lease = agent.lease(agent.expect(ToAgent.Offer.class));
      agent.send(new ToCoordinator.Declined(lease.leaseId(), DeclineReason.BAD_LEASE));
      agent.untilAnswered();
      station.time().advance(Duration.ofSeconds(20));
      agent.heartbeat(4);
    }

    var status = consumer.await(order.orderId(), OrderStatusWanted.COMPLETE);

    assertThat(status.failed()).isEqualTo(1);
    assertThat(status.explanation()).contains("given up");
    assertThat(consumer.results(order.orderId(), 0)).isEmpty();
  }

  @Test
  void aDeclinedPageGoesToAnotherAgentAtOnce() throws Exception {
    var consumer = station.consumer();
    consumer.place(1);
    var paused = station.agent().ready();
    var lease = paused.lease(paused.expect(ToAgent.Offer.class));
    var other = station.agent().ready();

    paused.send(new ToCoordinator.Declined(lease.leaseId(), DeclineReason.PAUSED));

    assertThat(other.lease(other.expect(ToAgent.Offer.class)).taskId()).isEqualTo(lease.taskId());
  }

  @Test
  void nobodyDeclinesWhatAnotherAgentHolds() throws Exception {
    var consumer = station.consumer();
    consumer.place(1);
    var holder = station.agent().ready();
    var offer = holder.expect(ToAgent.Offer.class);
    holder.accept(offer);
    var stranger = station.agent().ready();

    stranger.send(
        new ToCoordinator.Declined(holder.lease(offer).leaseId(), DeclineReason.HOST_RULE));
    stranger.untilAnswered();
    holder.deliver(offer, SEALED);

    assertThat(holder.expect(ToAgent.Settled.class).receipt()).isNotNull();
  }

  @Test
  void leasesAndReceiptsSurviveARestart() throws Exception {
    var consumer = station.consumer();
    var order = consumer.place(2);
    var agent = station.agent().ready();
    var first = agent.expect(ToAgent.Offer.class);
    var second = agent.expect(ToAgent.Offer.class);
    agent.accept(first);
    agent.accept(second);
    agent.deliver(first, SEALED);
    var settled = agent.expect(ToAgent.Settled.class);

    station.restart();
    agent.connect();
    agent.hello(0, agent.lease(second).leaseId());

    assertThat(agent.expect(ToAgent.Settled.class).receipt()).isEqualTo(settled.receipt());
    agent.deliver(second, SEALED);
    agent.expect(ToAgent.Settled.class);
    consumer.open();
    consumer.await(order.orderId(), OrderStatusWanted.COMPLETE);
  }

  @Test
  void aStoppingCoordinatorLetsPagesBeFinishedAndHandsBackTheRest() throws Exception {
    var consumer = station.consumer();
    var order = consumer.place(3);
    var agent = station.agent().withSlots(2).ready();
    var quick = agent.expect(ToAgent.Offer.class);
    var slow = agent.expect(ToAgent.Offer.class);
    agent.accept(quick);
    var handedBack = agent.accept(slow);

    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      var drained =
          pool.submit(
              () -> {
                station.coordinator().drain(Duration.ofMinutes(5));
                return true;
              });
      agent.expect(ToAgent.Draining.class);
      agent.deliver(quick, SEALED);
      agent.expect(ToAgent.Settled.class);
      station.time().advance(Duration.ofMinutes(5));
      assertThat(drained.get(20, TimeUnit.SECONDS)).isTrue();
    }

    assertThat(agent.expect(ToAgent.Cancel.class).leaseId()).isEqualTo(handedBack.leaseId());
    assertThat(agent.untilAnswered()).noneMatch(ToAgent.Offer.class::isInstance);
    station.restart();
    consumer.open();
    var other = station.agent().ready();
    for (int i = 0; i < 2; i++) {
      other.deliver(other.expect(ToAgent.Offer.class), SEALED);
    }
    var status = consumer.await(order.orderId(), OrderStatusWanted.COMPLETE);
    assertThat(status.ok()).isEqualTo(3);
  }

  @Test
  void aDeliveredPageNamesThePolicyOfItsOwnLease() throws Exception {
    var consumer = station.consumer();
    var order = consumer.place(2);
    var agent = station.agent().withSlots(1).ready();
    var old = agent.expect(ToAgent.Offer.class);
    agent.accept(old);

    station.withPolicy(new Policy(2, "Other/1.0", "0.1.0"));
    station.restart();
    agent.connect();
    agent.hello(0, agent.lease(old).leaseId());
    agent.deliver(old, SEALED);
    agent.expect(ToAgent.Settled.class);
    agent.heartbeat(1);
    var young = agent.expect(ToAgent.Offer.class);
    agent.deliver(young, SEALED);
    agent.expect(ToAgent.Settled.class);

    consumer.open();
    var pages = consumer.results(order.orderId(), 0);
    assertThat(agent.lease(old).policySha256()).isNotEqualTo(agent.lease(young).policySha256());
    assertThat(pages)
        .extracting(DeliveredPage::policySha256)
        .containsExactly(agent.lease(old).policySha256(), agent.lease(young).policySha256());
  }

  @Test
  void aCancelledOrderStopsAndWhatComesWhileItsLeasesLiveStillCounts() throws Exception {
    var consumer = station.consumer();
    var order = consumer.place(3);
    var agent = station.agent().withSlots(2).ready();
    var first = agent.expect(ToAgent.Offer.class);
    var second = agent.expect(ToAgent.Offer.class);

    var answer =
        station.send(station.request("/v1/orders/" + order.orderId(), consumer.bearer()).DELETE());

    assertThat(answer.body()).contains("\"CANCELLED\"").contains("2 pages are still with agents");
    agent.expect(ToAgent.Cancel.class);
    agent.expect(ToAgent.Cancel.class);
    agent.deliver(first, SEALED);
    agent.expect(ToAgent.Settled.class);
    agent.send(new ToCoordinator.Declined(agent.lease(second).leaseId(), DeclineReason.PAUSED));
    var end = consumer.await(order.orderId(), status -> status.working() == 0);
    assertThat(end.state()).isEqualTo(OrderStatus.State.CANCELLED);
    assertThat(end.ok()).isEqualTo(1);
    agent.deliver(second, SEALED);
    assertThat(agent.expect(ToAgent.Unpaid.class).reason()).isEqualTo(UnpaidReason.ORDER_CLOSED);
  }

  @Test
  void anOldAgentGetsNoWork() throws Exception {
    var consumer = station.consumer();
    consumer.place(1);
    var old = station.agent().withVersion("0.0.9").ready();

    assertThat(old.untilAnswered()).noneMatch(ToAgent.Offer.class::isInstance);
  }

  @Test
  void anEpochThatIsClosedPaysItsPoolToTheCent() throws Exception {
    var consumer = station.consumer();
    var order = consumer.place(1);
    var agent = station.agent().ready();
    agent.deliver(agent.expect(ToAgent.Offer.class), SEALED);
    consumer.await(order.orderId(), OrderStatusWanted.COMPLETE);

    var closed =
        station.post(
            "/v1/operator/epochs", "{}", "Authorization", "Bearer " + station.operatorToken());

    assertThat(closed.body()).isEqualTo("{\"closed\":0,\"paid\":1000000000}");
    assertThat(station.get("/v1/log/balances").body())
        .contains(agent.key().publicKey().toString())
        .contains("1000000000");
  }

  /** Takes offers until none comes, declining those of one site. */
  private static int passOn(FakeAgent agent, String site) throws Exception {
    int declined = 0;
    for (var said : agent.untilAnswered()) {
      if (said instanceof ToAgent.Offer offer && agent.input(offer).url().contains(site)) {
        agent.send(
            new ToCoordinator.Declined(agent.lease(offer).leaseId(), DeclineReason.HOST_RULE));
        declined++;
      }
    }
    return declined;
  }

  @Test
  void aSiteThatOneHostDoesNotTakeIsNotOfferedThereAgainAndGoesToAnother() throws Exception {
    var consumer = station.consumer();
    var order = consumer.place(6);
    var picky = station.agent().ready();
    int declined = 1;
    var first = picky.lease(picky.expect(ToAgent.Offer.class));
    picky.send(new ToCoordinator.Declined(first.leaseId(), DeclineReason.HOST_RULE));
    for (int look = 0; look < 8; look++) {
      declined += passOn(picky, "example.org");
      station.time().advance(Duration.ofSeconds(10));
      picky.heartbeat(4);
    }
    assertThat(declined).isLessThanOrEqualTo(4);
    assertThat(consumer.status(order.orderId()).failed()).isZero();

    var other = station.agent().ready();
    for (int page = 0; page < 6; page++) {
      other.deliver(other.expect(ToAgent.Offer.class), SEALED);
    }

    var status = consumer.await(order.orderId(), OrderStatusWanted.COMPLETE);
    assertThat(status.ok()).isEqualTo(6);
  }

  @Test
  void pagesThatNobodyHereTakesDoNotKeepOthersWaiting() throws Exception {
    var consumer = station.consumer();
    consumer.place(600);
    var agent = station.agent().ready();
    var first = agent.lease(agent.expect(ToAgent.Offer.class));
    agent.send(new ToCoordinator.Declined(first.leaseId(), DeclineReason.HOST_RULE));
    while (passOn(agent, "example.org") > 0) {}

    var wanted =
        consumer.place(
            java.util.stream.IntStream.range(0, 200)
                .mapToObj(n -> "https://other.example.com/" + n)
                .toList());

    for (int page = 0; page < 200; page++) {
      agent.deliver(agent.expect(ToAgent.Offer.class), SEALED);
    }
    assertThat(consumer.await(wanted.orderId(), OrderStatusWanted.COMPLETE).ok()).isEqualTo(200);
  }

  @Test
  void anAgentHearsItsBalanceAfterTheWelcomeAndAfterEachEpoch() throws Exception {
    var consumer = station.consumer();
    var order = consumer.place(1);
    var agent = station.agent().ready();
    assertThat(agent.expect(ToAgent.Balance.class).amount().count()).isZero();
    agent.deliver(agent.expect(ToAgent.Offer.class), SEALED);
    consumer.await(order.orderId(), OrderStatusWanted.COMPLETE);

    station.post("/v1/operator/epochs", "{}", "Authorization", "Bearer " + station.operatorToken());

    var balance = agent.expect(ToAgent.Balance.class);
    assertThat(balance.amount().count()).isEqualTo(1_000_000_000);
    assertThat(balance.epoch()).isEqualTo(1);
    agent.drop();
    agent.connect();
    agent.hello(1);
    assertThat(agent.expect(ToAgent.Balance.class)).isEqualTo(balance);
  }
}
