package network.lumora.coordinator.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import network.lumora.protocol.message.ToAgent;
import network.lumora.protocol.message.ToCoordinator;
import network.lumora.protocol.message.ToCoordinator.DeclineReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom a page goes to when its agent leaves, falls silent or does not want it. */
class LeaseTest {
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
  void leasesOfAnAgentThatFellSilentGoToAnotherWithinThreeHeartbeats(@TempDir Path folder)
      throws Exception {
    var usual = Settings.of(folder, 0, 0).link();
    try (var strict = new Station(folder, settings -> settings.withLink(usual))) {
      strict.consumer().place(1);
      var silent = strict.agent().ready();
      silent.accept(silent.expect(ToAgent.Offer.class));
      silent.untilAnswered();
      strict.time().advance(Duration.ofSeconds(8));
      var other = strict.agent().ready();
      other.untilAnswered();

      strict.time().advance(Duration.ofSeconds(7));
      other.heartbeat(4);

      other.expect(ToAgent.Offer.class);
    }
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
  void anOldAgentGetsNoWork() throws Exception {
    var consumer = station.consumer();
    consumer.place(1);
    var old = station.agent().withVersion("0.0.9").ready();

    assertThat(old.untilAnswered()).noneMatch(ToAgent.Offer.class::isInstance);
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

    for (int page = 0; page < 200; ) {
      var offer = agent.expect(ToAgent.Offer.class);
      if (agent.input(offer).url().contains("example.org")) {
        // It was on its way when the first was declined.
        agent.send(
            new ToCoordinator.Declined(agent.lease(offer).leaseId(), DeclineReason.HOST_RULE));
      } else {
        agent.deliver(offer, SEALED);
        page++;
      }
    }
    assertThat(consumer.await(wanted.orderId(), OrderStatusWanted.COMPLETE).ok()).isEqualTo(200);
  }
}
