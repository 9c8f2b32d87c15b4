package network.lumora.coordinator.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import network.lumora.coordinator.book.Evidence;
import network.lumora.coordinator.store.SqliteBooks;
import network.lumora.protocol.message.ToAgent;
import network.lumora.protocol.message.ToAgent.UnpaidReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which deliveries count: late ones, those that come twice, and wrong ones. */
class DeliveryTest {
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
}
