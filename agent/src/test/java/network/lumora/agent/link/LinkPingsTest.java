package network.lumora.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LinkPingsTest {
  private long nanos;
  private final LinkPings pings = new LinkPings(() -> nanos);

  private void connect(String address) {
    pings.connected(InetAddress.ofLiteral(address));
  }

  @Test
  void isQuietUntilMuchIsWritten() {
    connect("192.0.2.1");
    assertThat(pings.isQuiet()).isTrue();

    pings.writes();
    assertThat(pings.isQuiet()).isFalse();
    pings.wrote(40);
    assertThat(pings.isQuiet()).isTrue();
    pings.writes();
    pings.wrote(16_384);
    assertThat(pings.isQuiet()).isFalse();
    nanos += TimeUnit.MILLISECONDS.toNanos(200);

    assertThat(pings.isQuiet()).isTrue();
  }

  @Test
  void aCoordinatorOnThisMachineTellsNothingOfTheLine() {
    assertThat(pings.isQuiet()).isFalse();
    connect("127.0.0.1");

    assertThat(pings.isQuiet()).isFalse();
  }

  @Test
  void onlyOurOwnPingsComeBack() {
    List<Long> echoes = new ArrayList<>();
    pings.onEcho(echoes::add);

    pings.came(LinkPings.payload(42));
    pings.came(ByteBuffer.allocate(0));

    assertThat(echoes).containsExactly(42L);
  }
}
