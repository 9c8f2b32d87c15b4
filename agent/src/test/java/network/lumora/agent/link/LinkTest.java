package network.lumora.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.message.Problem;
import network.lumora.protocol.message.ToAgent;
import network.lumora.protocol.message.ToCoordinator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How a connection begins, lives on and ends. */
@Timeout(240)
class LinkTest {
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
      rig.awaitSettled(1);
      assertThat(coordinator.connections).hasValue(1);
    }
  }

  @Test
  void tooMuchNonsenseEndsTheConnection() throws Exception {
    try (var rig = ready()) {
      for (int i = 0; i < 21; i++) {
        coordinator.sendRaw("{");
      }

      coordinator.awaitWilling(2);
      coordinator.send(coordinator.offer(1, now));
      rig.awaitSettled(1);
    }
  }

  @Test
  void whatIsTooLongOrOutOfOrderEndsTheConnectionAndNotTheAgent() throws Exception {
    try (var rig = ready()) {
      coordinator.sendRaw("{\"type\":\"" + "x".repeat(250_000) + "\"}");
      coordinator.awaitWilling(2);
      coordinator.sendRaw(new byte[100]);
      coordinator.awaitWilling(3);
      coordinator.send(
          new ToAgent.Challenge(
              FakeCoordinator.id(9), coordinator.key.publicKey(), java.util.List.of("lumora.v1")));
      coordinator.awaitWilling(4);

      coordinator.send(coordinator.offer(1, now));
      rig.awaitSettled(1);
    }
  }

  @Test
  void aCoordinatorThatChangesItsKeyIsRefused() throws Exception {
    try (var proxy = new CountingProxy(coordinator.getPort())) {
      aCoordinatorThatChangesItsKeyIsRefused(proxy);
    }
  }

  private void aCoordinatorThatChangesItsKeyIsRefused(CountingProxy proxy) throws Exception {
    var address = "ws://127.0.0.1:" + proxy.port() + "/agent";
    try (var _ = new Rig(folder, address).started()) {
      coordinator.await(ToCoordinator.Heartbeat.class);
    }
    coordinator.stop(0);
    coordinator = new FakeCoordinator(IdentityKey.generate()).started();
    proxy.target = coordinator.getPort();

    try (var rig = new Rig(folder, address).started()) {
      Rig.await(() -> rig.link.state().word().equals("refused"));

      assertThat(rig.link.state().detail())
          .contains("another key", "--coordinator-key " + coordinator.key.publicKey());
      assertThat(coordinator.greetings).isEmpty();
    }
    var pinned = new Rig(folder, address, new ScriptedPages(), coordinator.key.publicKey());
    try (pinned) {
      pinned.link.start();
      coordinator.await(ToCoordinator.Heartbeat.class);
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
      rig.awaitSettled(1);
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
