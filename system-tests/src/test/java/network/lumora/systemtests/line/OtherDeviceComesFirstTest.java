package network.lumora.systemtests.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import network.lumora.agent.allowance.Direction;
import network.lumora.agent.idle.IdleMeter;
import network.lumora.agent.idle.Signal;
import network.lumora.agent.idle.Stance;
import network.lumora.systemtests.bed.Bed;
import network.lumora.systemtests.bed.Line;
import network.lumora.systemtests.bench.bandwidth.background.Scavenger;
import network.lumora.systemtests.bench.bandwidth.foreground.FetchServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** A home with the agent's own fetcher, meter and probes, and another device; alone, in time. */
@Isolated
@Timeout(600)
class OtherDeviceComesFirstTest {
  private static final Line LINE = Line.ofMegabits(20, 5).withBuffer(Duration.ofMillis(200));
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(150);

  private static boolean becomes(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean() && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
    return condition.getAsBoolean();
  }

  private static boolean runs(IdleMeter meter) {
    var standing = meter.standing();
    return standing.isTransferring()
        && standing.stance() == Stance.RUN
        && meter.bytesPerSecond(Direction.DOWN) > LINE.down().count() / 2;
  }

  private static boolean givesWayToADevice(IdleMeter meter) {
    var standing = meter.standing();
    return standing.stance() == Stance.YIELD
        && standing.why().filter(why -> why == Signal.DELAY_RISES).isPresent()
        && meter.bytesPerSecond(Direction.DOWN) <= LINE.down().count() / 100;
  }

  @Test
  void workGivesWayToADownloadThatThisComputerCannotSeeAndComesBack() throws IOException {
    var reason = Bed.whyNot();
    assumeTrue(reason.isEmpty(), () -> reason.orElse(""));
    var scavenger = new Scavenger();
    try (var bed = Bed.open(LINE);
        var server = FetchServer.start(bed)) {
      scavenger.start(bed, LINE.down());
      var meter = scavenger.meter().orElseThrow();
      assertThat(becomes(() -> runs(meter))).as("work uses the line").isTrue();

      var ends = new AtomicBoolean();
      var device = Thread.ofPlatform().daemon().start(() -> download(bed, server, ends));
      assertThat(becomes(() -> givesWayToADevice(meter))).as("work gives way").isTrue();
      ends.set(true);
      join(device);

      assertThat(becomes(() -> runs(meter))).as("work is back").isTrue();
    } finally {
      scavenger.stop();
    }
  }

  private static void download(Bed bed, FetchServer server, AtomicBoolean ends) {
    try {
      while (!ends.get()) {
        var _ = server.fetch(bed.device(), LINE.down().count() / 2);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void join(Thread device) {
    try {
      assertThat(device.join(Duration.ofSeconds(30))).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
