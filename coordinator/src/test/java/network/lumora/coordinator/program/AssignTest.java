package network.lumora.coordinator.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import network.lumora.coordinator.assign.AssignTerms;
import network.lumora.coordinator.assign.HedgeTerms;
import network.lumora.coordinator.assign.Quotas;
import network.lumora.protocol.message.OrderStatus;
import network.lumora.protocol.message.Place;
import network.lumora.protocol.message.ToAgent;
import network.lumora.protocol.message.ToAgent.UnpaidReason;
import network.lumora.protocol.message.ToCoordinator;
import network.lumora.protocol.message.ToCoordinator.DeclineReason;
import network.lumora.protocol.message.Urgency;
import network.lumora.protocol.message.Wishes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets which page, over real connections. */
class AssignTest {
  private static final byte[] SEALED = "sealed".getBytes(StandardCharsets.UTF_8);

  /** A page is late after half a minute, and each may have a second try. */
  private static final HedgeTerms SOON_LATE =
      new HedgeTerms(0.95, 1.5, Duration.ofSeconds(30), Duration.ofSeconds(30), 1);

  @TempDir Path data;
  private Station station;

  @BeforeEach
  void start() throws Exception {
    station =
        new Station(
            data, usual -> usual.withAssignment(AssignTerms.DEFAULT.withHedging(SOON_LATE)));
  }

  @AfterEach
  void stop() {
    station.close();
  }

  private void allGetLate() {
    station.time().advance(Duration.ofSeconds(31));
  }

  @Test
  void aLatePageIsTriedByASecondAgentAndOnlyTheFirstResultIsPaid() throws Exception {
    var consumer = station.consumer();
    var order = consumer.place(1);
    var slow = station.agent().ready();
    var late = slow.expect(ToAgent.Offer.class);
    slow.accept(late);
    var quick = station.agent().ready();

    allGetLate();
    var again = quick.expect(ToAgent.Offer.class);
    assertThat(quick.lease(again).taskId()).isEqualTo(slow.lease(late).taskId());
    assertThat(reasons(order)).anySatisfy(line -> assertThat(line).startsWith("SECOND_TRY of 1"));
    assertThat(consumer.status(order.orderId()).working()).isEqualTo(1);
    quick.accept(again);
    quick.deliver(again, SEALED);
    quick.expect(ToAgent.Settled.class);

    assertThat(slow.expect(ToAgent.Cancel.class).leaseId()).isEqualTo(slow.lease(late).leaseId());
    slow.deliver(late, SEALED);
    assertThat(slow.expect(ToAgent.Unpaid.class).reason()).isEqualTo(UnpaidReason.ALREADY_DONE);
    var status = consumer.await(order.orderId(), OrderStatusWanted.COMPLETE);
    assertThat(status.ok()).isEqualTo(1);
    assertThat(consumer.results(order.orderId(), 0)).hasSize(1);
  }

  @Test
  void theLateOneIsPaidIfItIsFirstAfterAll() throws Exception {
    var consumer = station.consumer();
    var order = consumer.place(1);
    var slow = station.agent().ready();
    var late = slow.expect(ToAgent.Offer.class);
    slow.accept(late);
    var second = station.agent().ready();
    allGetLate();
    var again = second.expect(ToAgent.Offer.class);
    second.accept(again);

    slow.deliver(late, SEALED);
    slow.expect(ToAgent.Settled.class);

    assertThat(second.expect(ToAgent.Cancel.class).leaseId())
        .isEqualTo(second.lease(again).leaseId());
    consumer.await(order.orderId(), OrderStatusWanted.COMPLETE);
  }

  @Test
  void aSecondTryThatFailsLosesNothingAndNeitherDoesALostFirst() throws Exception {
    var consumer = station.consumer();
    var order = consumer.place(1);
    var first = station.agent().ready();
    var late = first.expect(ToAgent.Offer.class);
    first.accept(late);
    var second = station.agent().ready();
    allGetLate();
    var again = second.expect(ToAgent.Offer.class);

    second.send(new ToCoordinator.Declined(second.lease(again).leaseId(), DeclineReason.BAD_LEASE));
    second.untilAnswered();
    assertThat(consumer.status(order.orderId()).working()).isEqualTo(1);
    first.send(new ToCoordinator.Declined(first.lease(late).leaseId(), DeclineReason.BAD_LEASE));
    first.untilAnswered();

    var third = station.agent().ready();
    var offer = third.expect(ToAgent.Offer.class);
    third.accept(offer);
    third.deliver(offer, SEALED);
    third.expect(ToAgent.Settled.class);
    assertThat(consumer.await(order.orderId(), OrderStatusWanted.COMPLETE).ok()).isEqualTo(1);
  }

  @Test
  void whoIsLateGetsNothingMoreUntilItIsOver() throws Exception {
    var consumer = station.consumer();
    consumer.place(1);
    var slow = station.agent().ready();
    var late = slow.expect(ToAgent.Offer.class);
    slow.accept(late);
    var quick = station.agent().withSlots(1).ready();
    allGetLate();
    quick.accept(quick.expect(ToAgent.Offer.class));
    quick.untilAnswered();

    var next = consumer.place(1);
    assertThat(slow.untilAnswered()).noneMatch(ToAgent.Offer.class::isInstance);
    slow.deliver(late, SEALED);
    slow.expect(ToAgent.Settled.class);

    assertThat(slow.lease(slow.expect(ToAgent.Offer.class)).taskId().orderId())
        .isEqualTo(next.orderId());
  }

  @Test
  void aPageThatIsGivenWhileItsAgentComesBackIsNotLost() throws Exception {
    var consumer = station.consumer();
    var agent = station.agent().ready();
    agent.untilAnswered();
    var back = new CompletableFuture<Boolean>();
    station.whileGiving(() -> back.complete(comesBack(agent)));

    var order = consumer.place(1);
    assertThat(back.get(50, TimeUnit.SECONDS)).isTrue();
    var offer = agent.expect(ToAgent.Offer.class);

    assertThat(agent.lease(offer).taskId().orderId()).isEqualTo(order.orderId());
    agent.accept(offer);
    agent.deliver(offer, SEALED);
    agent.expect(ToAgent.Settled.class);
  }

  private static boolean comesBack(FakeAgent agent) {
    try {
      agent.connect();
      agent.hello(0);
      agent.heartbeat(4);
      return true;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aPageForACountryGoesToAnAgentThatSaysItIsThere() throws Exception {
    var consumer = station.consumer();
    var unknown = station.agent().ready();
    var french = station.agent().at(Place.parse("FR-IDF")).ready();
    var order = consumer.place(1, wishes(Urgency.NORMAL, null, "DE", "CH"));
    assertThat(unknown.untilAnswered()).noneMatch(ToAgent.Offer.class::isInstance);
    assertThat(french.untilAnswered()).noneMatch(ToAgent.Offer.class::isInstance);

    var german = station.agent().at(Place.parse("DE-BE")).ready();

    assertThat(german.lease(german.expect(ToAgent.Offer.class)).taskId().orderId())
        .isEqualTo(order.orderId());
  }

  private Wishes wishes(Urgency urgency, @Nullable Duration within, String... places) {
    var deadline = within == null ? null : station.time().instant().plus(within);
    return new Wishes(urgency, deadline, List.of(places).stream().map(Place::parse).toList());
  }

  @Test
  void whatIsWantedSoonIsGivenFirst() throws Exception {
    var consumer = station.consumer();
    var whenever = consumer.place(1, wishes(Urgency.WHENEVER, null));
    var normal = consumer.place(1);
    var soon = consumer.place(1, wishes(Urgency.SOON, null));
    var agent = station.agent().withSlots(1).ready();
    var given = new ArrayList<String>();
    for (int i = 0; i < 3; i++) {
      var offer = agent.expect(ToAgent.Offer.class);
      given.add(agent.lease(offer).taskId().orderId());
      agent.accept(offer);
      agent.deliver(offer, SEALED);
    }

    assertThat(given).containsExactly(soon.orderId(), normal.orderId(), whenever.orderId());
  }

  @Test
  void pagesThatNobodyHasBegunByTheDeadlineAreDropped() throws Exception {
    var consumer = station.consumer();
    var agent = station.agent().withSlots(1).ready();
    var order = consumer.place(3, wishes(Urgency.NORMAL, Duration.ofSeconds(25)));
    var begun = agent.expect(ToAgent.Offer.class);
    agent.accept(begun);

    station.time().advance(Duration.ofSeconds(26));
    consumer.await(order.orderId(), status -> status.state() == OrderStatus.State.CANCELLED);
    agent.deliver(begun, SEALED);
    agent.expect(ToAgent.Settled.class);

    var end = consumer.await(order.orderId(), status -> status.working() == 0);
    assertThat(end.ok()).isEqualTo(1);
    assertThat(end.waiting()).isZero();
    assertThat(end.explanation()).contains("deadline has passed; 2 pages were dropped");
  }

  @Test
  void aLargeOrderLeavesAnotherConsumerItsShare() throws Exception {
    var large = station.consumer();
    var small = station.consumer();
    large.place(200);
    var order = small.place(2);
    var agent = station.agent().withSlots(4).ready();

    var given = new ArrayList<String>();
    for (int i = 0; i < 4; i++) {
      given.add(agent.lease(agent.expect(ToAgent.Offer.class)).taskId().orderId());
    }

    assertThat(given.stream().filter(order.orderId()::equals)).hasSize(2);
  }

  @Test
  void whoIsNearerToASiteGetsItsNextPage() throws Exception {
    var consumer = station.consumer();
    var near = station.agent().ready();
    var far = station.agent();
    deliverFrom(consumer, near, 5);
    near.heartbeat(0);
    near.untilAnswered();
    far.ready();
    deliverFrom(consumer, far, 400);
    near.heartbeat(4);
    near.untilAnswered();

    for (int i = 0; i < 3; i++) {
      var order = consumer.place(1);
      var offer = near.expect(ToAgent.Offer.class);
      near.accept(offer);
      near.deliver(offer, SEALED, 5);
      near.expect(ToAgent.Settled.class);
      assertThat(reasons(order)).hasSize(1);
    }
    assertThat(far.untilAnswered()).noneMatch(ToAgent.Offer.class::isInstance);
  }

  /** Two pages, so that a page more or less lately decides nothing. */
  private static void deliverFrom(FakeConsumer consumer, FakeAgent agent, int connectMillis)
      throws Exception {
    consumer.place(2);
    for (int i = 0; i < 2; i++) {
      var offer = agent.expect(ToAgent.Offer.class);
      agent.accept(offer);
      agent.deliver(offer, SEALED, connectMillis);
      agent.expect(ToAgent.Settled.class);
    }
  }

  private List<String> reasons(OrderStatus order) throws Exception {
    var answer =
        station.get(
            "/v1/operator/leases?page=" + order.orderId() + "/0",
            "Authorization",
            "Bearer " + station.operatorToken());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body().lines().flatMap(AssignTest::reasonsIn).toList();
  }

  private static Stream<String> reasonsIn(String json) {
    return Pattern.compile("\"reason\":\"([^\"]*)\"")
        .matcher(json)
        .results()
        .map(match -> match.group(1));
  }

  @Test
  void manyPagesForFewAgentsAreSplitByTheirBandwidth() throws Exception {
    var consumer = station.consumer();
    var narrow = agentOf(100_000);
    var wide = agentOf(500_000);

    consumer.place(6);

    for (int i = 0; i < 5; i++) {
      wide.expect(ToAgent.Offer.class);
    }
    narrow.expect(ToAgent.Offer.class);
    assertThat(wide.untilAnswered()).noneMatch(ToAgent.Offer.class::isInstance);
    assertThat(narrow.untilAnswered()).noneMatch(ToAgent.Offer.class::isInstance);
  }

  private FakeAgent agentOf(long bytesPerSecond) throws Exception {
    var agent = station.agent().withSlots(8).connect();
    agent.hello(0);
    agent.heartbeat(8, bytesPerSecond);
    agent.untilAnswered();
    return agent;
  }

  @Test
  void theOperatorReadsWhyAnAgentGotAPage() throws Exception {
    var consumer = station.consumer();
    var order = consumer.place(1);
    var agent = station.agent().ready();
    var offer = agent.expect(ToAgent.Offer.class);

    assertThat(reasons(order)).singleElement().asString().startsWith("BEST of 1, 0.");
    var bad =
        station.get(
            "/v1/operator/leases?page=nonsense",
            "Authorization",
            "Bearer " + station.operatorToken());
    assertThat(bad.statusCode()).isEqualTo(400);
    var live =
        station.get("/v1/operator/leases", "Authorization", "Bearer " + station.operatorToken());
    assertThat(live.body()).contains(agent.lease(offer).leaseId());
  }

  @Test
  void aConsumerHasNoMorePagesAtWorkThanItsQuota(@TempDir Path folder) throws Exception {
    var one = new Quotas(1);
    try (var small =
        new Station(folder, usual -> usual.withAssignment(AssignTerms.DEFAULT.withQuotas(one)))) {
      var consumer = small.consumer();
      var order = consumer.place(2);
      var agent = small.agent().ready();
      var first = agent.expect(ToAgent.Offer.class);
      agent.accept(first);
      agent.untilAnswered();
      assertThat(consumer.status(order.orderId()).working()).isEqualTo(1);
      agent.deliver(first, SEALED);
      var second = agent.expect(ToAgent.Offer.class);
      assertThat(agent.lease(second).taskId()).isNotEqualTo(agent.lease(first).taskId());
    }
  }
}
