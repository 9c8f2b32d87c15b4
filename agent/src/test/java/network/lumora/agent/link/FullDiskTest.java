package network.lumora.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import network.lumora.agent.policy.ReasonCode;
import network.lumora.protocol.message.ToCoordinator;
import network.lumora.protocol.message.ToCoordinator.DeclineReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class FullDiskTest {
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

  @Test
  void theStateSaysSoWorkIsDeclinedAndTheResultIsKeptUntilThereIsRoom() throws Exception {
    try (var rig = new Rig(folder, coordinator.address()).started()) {
      coordinator.await(ToCoordinator.Heartbeat.class);
      limitPages(rig, 40);
      rig.pages.titleCharacters = 500_000;
      coordinator.send(coordinator.offer(1, Rig.NOW));

      Rig.await(() -> rig.allowance.standing().isFor(ReasonCode.STORAGE_FAILED));
      assertThat(rig.allowance.standing().explanation()).contains("full: free some space");
      coordinator.send(coordinator.offer(2, Rig.NOW));
      assertThat(coordinator.await(ToCoordinator.Declined.class).reason())
          .isEqualTo(DeclineReason.BUSY);

      limitPages(rig, 100_000);
      rig.work.retryStoring();

      Rig.await(() -> rig.journal.receipts().counts().settled() == 1);
      assertThat(rig.allowance.standing().mayRun()).isTrue();
      assertThat(rig.journal.receipts().counts().waiting()).isZero();
    }
  }

  private static void limitPages(Rig rig, int pages) throws IOException {
    rig.journal.limitPages(pages);
  }
}
