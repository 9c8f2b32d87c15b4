package network.lumora.systemtests.bed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** A whole bed, for some seconds; alone, so that its line is not late by others' doing. */
@Isolated
@Timeout(240)
class BedTest {
  private static final Line LINE = Line.ofMegabits(20, 5);

  /** So much more than what finds neighbours and routers that this may go over a line as well. */
  private static final long PINGS_BYTES = 3 * 1_400;

  private static Bed bed;

  @BeforeAll
  static void open() throws IOException {
    var reason = Bed.whyNot();
    assumeTrue(reason.isEmpty(), () -> reason.orElse(""));
    bed = Bed.open(LINE);
  }

  @AfterAll
  static void close() throws IOException {
    if (bed != null) {
      bed.close();
      assertThat(Command.must("ip", "netns", "list")).doesNotContain(bed.servers().name());
    }
  }

  @Test
  void hasTheRatesAndTheDelayItSays() throws IOException {
    var truth = measured();

    // Other work on the computer makes lines slower and later, never earlier.
    assertThat(truth.down().count()).isBetween(1L, LINE.down().count() * 102 / 100);
    assertThat(truth.up().count()).isBetween(1L, LINE.up().count() * 102 / 100);
    assertThat(truth.roundTrip()).isGreaterThan(Duration.ofMillis(19));
    assertThat(bed.delayReport().dropped()).isLessThan(10);
  }

  /** What waited for the counting program is counted late now and then; not each time. */
  private static Truth measured() throws IOException {
    var truth = Truth.measure(bed, bed.agent(), LINE);
    for (int again = 0; again < 4 && isFaster(truth); again++) {
      truth = Truth.measure(bed, bed.agent(), LINE);
    }
    return truth;
  }

  private static boolean isFaster(Truth truth) {
    return truth.down().count() > LINE.down().count() * 102 / 100
        || truth.up().count() > LINE.up().count() * 102 / 100;
  }

  @Test
  void aSocketIsWhereItWasOpenedWhoeverUsesIt() throws IOException {
    var address = new InetSocketAddress(bed.server(3), 8_000);
    try (var listening = bed.servers().listen(address);
        var client = bed.agent().namespace().connect(address);
        var accepted = listening.accept()) {
      assertThat(accepted.getRemoteAddress())
          .isEqualTo(new InetSocketAddress(bed.agent().address(), port(client)));
      var _ = client.write(ByteBuffer.wrap("over the line".getBytes(StandardCharsets.UTF_8)));
      client.shutdownOutput();

      var text =
          new String(accepted.socket().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(text).isEqualTo("over the line");
    }
  }

  private static int port(SocketChannel channel) throws IOException {
    return ((InetSocketAddress) channel.getLocalAddress()).getPort();
  }

  @Test
  void socketsOfAFactoryConnectFromTheirPlace() throws IOException {
    var address = new InetSocketAddress(bed.server(4), 8_000);
    try (var listening = bed.servers().listen(address);
        var socket = bed.device().namespace().sockets().createSocket()) {
      socket.connect(address, 60_000);
      try (var accepted = listening.accept()) {
        assertThat(accepted.socket().getInetAddress()).isEqualTo(bed.device().address());
      }
    }
  }

  @Test
  void theServersAddressDecidesHowTcpSharesTheLine() throws IOException {
    for (var congestion : Congestion.values()) {
      var address = new InetSocketAddress(bed.server(congestion), 8_000);
      try (var listening = bed.servers().listen(address);
          var client = bed.agent().namespace().connect(address);
          var accepted = listening.accept()) {
        assertThat(client.isConnected()).isTrue();
        assertThat(accepted.isConnected()).isTrue();
        var port = ":" + address.getPort();
        assertThat(bed.servers().exec("ss", "-tinH", "sport", "=", port).output())
            .contains(congestion.kernelName());
        assertThat(bed.agent().namespace().exec("ss", "-tinH", "dport", "=", port).output())
            .contains(congestion.kernelName());
      }
    }
  }

  @Test
  void anotherHomeHasALineOfItsOwn() throws IOException {
    var other = bed.addHome(Line.ofMegabits(10, 10));
    var host = other.addHost("neighbour");
    var before = bed.home().carried();

    assertThat(
            bed.servers()
                .exec(
                    "ping", "-c", "3", "-i", "0.05", "-s", "1400", host.address().getHostAddress())
                .status())
        .isZero();
    assertThat(other.carried().down().count()).isGreaterThan(PINGS_BYTES);
    assertThat(bed.home().carried().down().count() - before.down().count()).isLessThan(PINGS_BYTES);
  }

  @Test
  void threadsOfTheTestStayWhereTheyAre() throws IOException {
    var here = Files.readSymbolicLink(Path.of("/proc/thread-self/ns/net"));
    var there =
        bed.agent()
            .namespace()
            .run(() -> Files.readSymbolicLink(Path.of("/proc/thread-self/ns/net")));

    assertThat(there).isNotEqualTo(here);
    assertThat(Files.readSymbolicLink(Path.of("/proc/thread-self/ns/net"))).isEqualTo(here);
  }

  @Test
  void whatAKilledRunLeftIsRemoved() throws IOException {
    long gone = goneProcess();
    var left = "lumora-bed-" + gone + "-1-servers";
    var _ = Command.must("ip", "netns", "add", left);

    Names.removeLeftovers();

    assertThat(Command.must("ip", "netns", "list"))
        .doesNotContain(left)
        .contains(bed.servers().name());
  }

  private static long goneProcess() throws IOException {
    var process = new ProcessBuilder("true").start();
    process.onExit().join();
    return process.pid();
  }
}
