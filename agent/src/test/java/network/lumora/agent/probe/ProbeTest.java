package network.lumora.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import network.lumora.agent.allowance.Direction;
import network.lumora.agent.idle.Probes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(240)
class ProbeTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private static final InetAddress SOMEBODY = InetAddress.ofLiteral("192.0.2.1");
  private static final InetAddress ANOTHER = InetAddress.ofLiteral("192.0.2.2");

  private final AtomicLong up = new AtomicLong();
  private final AtomicLong down = new AtomicLong();

  private void count(Direction direction, int bytes) {
    (direction == Direction.UP ? up : down).addAndGet(bytes);
  }

  private static ByteBuffer probe() {
    var probe = ByteBuffer.allocate(ProbeDatagram.BYTES);
    return probe.put(0, ProbeDatagram.PROBE).putLong(ProbeDatagram.NUMBER, 7);
  }

  @Test
  void anEchoIsAsLongAsItsProbeAndIsNoProbe() {
    var datagram = probe();

    assertThat(new Reflector().reflect(datagram, SOMEBODY, 3_000)).isTrue();

    assertThat(datagram.remaining()).isEqualTo(ProbeDatagram.BYTES);
    assertThat(datagram.getLong(ProbeDatagram.NUMBER)).isEqualTo(7);
    assertThat(datagram.getLong(ProbeDatagram.REFLECTED)).isEqualTo(3);
    assertThat(new Reflector().reflect(datagram, SOMEBODY, 3_000)).isFalse();
  }

  @Test
  void whatIsNoProbeIsNotAnswered() {
    var random = new Random(20261122);
    var reflector = new Reflector();
    for (int round = 0; round < 10_000; round++) {
      var bytes = new byte[random.nextInt(80)];
      random.nextBytes(bytes);
      boolean isProbe = bytes.length == ProbeDatagram.BYTES && bytes[0] == ProbeDatagram.PROBE;

      assertThat(reflector.reflect(ByteBuffer.wrap(bytes), SOMEBODY, round * SECOND))
          .isEqualTo(isProbe);
    }
  }

  @Test
  void noMoreThanSoManyAreAnsweredInASecond() {
    var reflector = new Reflector(3, 3);
    int answered = 0;
    for (int i = 0; i < 10; i++) {
      answered += reflector.reflect(probe(), SOMEBODY, SECOND + i) ? 1 : 0;
    }

    assertThat(answered).isEqualTo(3);
    assertThat(reflector.reflect(probe(), SOMEBODY, 3 * SECOND)).isTrue();
  }

  @Test
  void whoAsksTooOftenLeavesRoomForOthers() {
    var reflector = new Reflector(5, 2);
    int answered = 0;
    for (int i = 0; i < 4; i++) {
      answered += reflector.reflect(probe(), SOMEBODY, SECOND + i) ? 1 : 0;
    }

    assertThat(answered).isEqualTo(2);
    assertThat(reflector.reflect(probe(), ANOTHER, SECOND + 5)).isTrue();
  }

  @Test
  void probesComeBackAndAreCountedAsTheLineSeesThem() throws IOException {
    var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (var far = DatagramChannel.open().bind(loopback);
        var near = DatagramChannel.open().connect(far.getLocalAddress())) {
      var probes = new Probes();
      try (var prober = Prober.start(near, probes, this::count, System::nanoTime, new Random(1))) {
        for (int number = 1; number <= 2; number++) {
          probes.sent(number, System.nanoTime());
          prober.send(number);
          reflectOne(far);
        }
        awaitHeard(probes);
      }
      awaitCounted();
      assertThat(up).hasValue(2 * 75);
    }
  }

  private static void reflectOne(DatagramChannel far) throws IOException {
    var datagram = ByteBuffer.allocate(100);
    var from = far.receive(datagram);
    assertThat(new Reflector().reflect(datagram.flip(), SOMEBODY, System.nanoTime())).isTrue();
    far.send(datagram, from);
  }

  private static void awaitHeard(Probes probes) {
    while (probes.areMute()) {
      LockSupport.parkNanos(SECOND / 1_000);
    }
  }

  private void awaitCounted() {
    while (down.get() < 2 * 75) {
      LockSupport.parkNanos(SECOND / 1_000);
    }
  }
}
