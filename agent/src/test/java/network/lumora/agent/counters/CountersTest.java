package network.lumora.agent.counters;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import network.lumora.agent.counters.LineMeter.LineRate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CountersTest {
  private static final String TABLE =
      """
      Inter-|   Receive                                                |  Transmit
       face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
          lo:  500  5 0 0 0 0 0 0  500  5 0 0 0 0 0 0
        eth0: 1000 10 0 0 0 0 0 0 2000 20 0 0 0 0 0 0
       wlan0:   30  1 0 0 0 0 0 0   40  1 0 0 0 0 0 0
        tun0:  900  9 0 0 0 0 0 0 1900 19 0 0 0 0 0 0
      """;

  @TempDir private Path folder;

  private Optional<LineTotals> totals(String table, String... virtualNames) throws IOException {
    Files.writeString(folder.resolve("dev"), table);
    for (var name : virtualNames) {
      Files.createDirectories(folder.resolve("virtual").resolve(name));
    }
    return new InterfaceCounters(folder.resolve("dev"), folder.resolve("virtual")).read();
  }

  @Test
  void allRealInterfacesCountAndNoTunnel() throws IOException {
    assertThat(totals(TABLE, "lo", "tun0")).contains(new LineTotals(2_040, 1_030));
  }

  @Test
  void whereThereAreOnlyVirtualOnesTheyCount() throws IOException {
    assertThat(totals(TABLE, "lo", "tun0", "eth0", "wlan0")).contains(new LineTotals(3_940, 1_930));
  }

  @Test
  void whatCannotBeReadIsUnknown() throws IOException {
    assertThat(totals("lo: 1 2 3\n")).isEmpty();
    assertThat(totals("eth0: a b c d e f g h i j k l m n o p\n")).isEmpty();
    assertThat(new InterfaceCounters(folder.resolve("none"), folder).read()).isEmpty();
  }

  @Test
  void aRateIsTheDifferenceOverTheTime() {
    var totals = new AtomicReference<>(Optional.of(new LineTotals(1_000, 5_000)));
    var nanos = new AtomicLong();
    var meter = new LineMeter(totals::get, nanos::get);

    assertThat(meter.look()).isEmpty();
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));
    totals.set(Optional.of(new LineTotals(3_000, 5_000)));
    assertThat(meter.look()).contains(new LineRate(1_000, 0));
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
    totals.set(Optional.of(new LineTotals(10, 10)));
    assertThat(meter.look()).as("counters that began anew").isEmpty();
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
    totals.set(Optional.empty());
    assertThat(meter.look()).isEmpty();
  }
}
