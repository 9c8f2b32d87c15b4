package network.lumora.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.message.Logged;
import network.lumora.protocol.message.ToAgent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From a delivery to its receipt in the log, whoever dies or lies on the way. */
@Timeout(240)
class SettlementTest {
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

      rig.awaitSettled(1);
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
      rig.awaitSettled(1);
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
    try (var rig = new Rig(folder, coordinator.address()).started()) {
      coordinator.awaitWilling(atOnce(death) ? 2 : 1);
      for (int number = 1; number <= 3; number++) {
        coordinator.send(coordinator.offer(number, now));
        rig.awaitSettled(number);
        coordinator.awaitWilling(coordinator.connections.get());
      }

      assertThat(coordinator.death).as("it has died").isEqualTo(FakeCoordinator.Death.NEVER);
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

    try (var second = new Rig(folder, coordinator.address()).started()) {
      second.awaitSettled(1);

      assertThat(coordinator.receipts).hasSize(1);
      assertThat(coordinator.greetings.getLast().acknowledgedThrough()).isZero();
      assertThat(coordinator.greetings.getLast().holding())
          .containsExactly(FakeCoordinator.id(1_001));
      assertThat(second.pages.asked).hasValue(0);
    }
  }
}
