package network.lumora.coordinator.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
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

/** An order from its first page to the pay, over real connections. */
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
  void aPageThatNobodyFinishesIsGivenUpAndTheOrderEnds() throws Exception {
    var consumer = station.consumer();
    var order = consumer.place(1);
    var agent = station.agent().ready();
    for (int i = 0; i < 5; i++) {
      var lease = agent.lease(agent.expect(ToAgent.Offer.class));
      agent.send(new ToCoordinator.Declined(lease.leaseId(), DeclineReason.BAD_LEASE));
      agent.untilAnswered();
      station.time().advance(Duration.ofSeconds(9));
      agent.heartbeat(4);
    }

    var status = consumer.await(order.orderId(), OrderStatusWanted.COMPLETE);

    assertThat(status.failed()).isEqualTo(1);
    assertThat(status.explanation()).contains("given up");
    assertThat(consumer.results(order.orderId(), 0)).isEmpty();
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
                station.coordinator().drain(Duration.ofSeconds(30));
                return true;
              });
      agent.expect(ToAgent.Draining.class);
      agent.deliver(quick, SEALED);
      agent.expect(ToAgent.Settled.class);
      station.time().advance(Duration.ofSeconds(30));
      assertThat(drained.get(50, TimeUnit.SECONDS)).isTrue();
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
