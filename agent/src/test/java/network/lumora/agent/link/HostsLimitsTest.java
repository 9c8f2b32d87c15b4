package network.lumora.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import network.lumora.agent.policy.Limits;
import network.lumora.agent.policy.Moved;
import network.lumora.agent.policy.Pause;
import network.lumora.agent.policy.Settings;
import network.lumora.protocol.message.ToCoordinator;
import network.lumora.protocol.message.ToCoordinator.DeclineReason;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.BytesPerSecond;
import network.lumora.protocol.wire.Frame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A pause and a cap really stop bytes, and the meter says how many there were. */
@Timeout(240)
class HostsLimitsTest {
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
  void pauseStopsWorkUnderWayAndGivesItBack() throws Exception {
    try (var rig = ready()) {
      rig.pages.hangs = true;
      coordinator.send(coordinator.offer(1, now));
      assertThat(rig.pages.hanging.await(50, TimeUnit.SECONDS)).isTrue();

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
        rig.awaitSettled(1);
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
      Rig.await(() -> rig.allowance.today().up().count() <= proxy.up.get() + 200);
      Rig.await(() -> rig.allowance.today().down().count() - 10_000 <= proxy.down.get() + 200);
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
                  new BytesPerSecond(5_000), new BytesPerSecond(0), Bytes.NONE, Bytes.NONE)));
      rig.pages.titleCharacters = 200_000;
      coordinator.send(coordinator.offer(1, now));
      coordinator.await(Frame.class);
      rig.allowance.pause(Pause.now(null));
      coordinator.await(ToCoordinator.Heartbeat.class);
      coordinator.await(ToCoordinator.Heartbeat.class);
      assertThat(coordinator.bodies).isEmpty();

      rig.allowance.follow(Settings.STANDARD.with(Limits.NONE));
      rig.allowance.resume();

      rig.awaitSettled(1);
      assertThat(coordinator.connections).hasValue(1);
    }
  }
}
