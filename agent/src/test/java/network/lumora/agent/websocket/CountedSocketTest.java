package network.lumora.agent.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import network.lumora.agent.allowance.Direction;
import network.lumora.agent.allowance.Inflow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(240)
class CountedSocketTest {
  private static final int PATIENCE_MILLIS = 60_000;

  private final Counts counts = new Counts();
  private ServerSocket server;

  private static final class Counts implements Tally {
    private final List<Inflow> open = new ArrayList<>();
    private final AtomicLong up = new AtomicLong();
    private final AtomicLong down = new AtomicLong();
    private int left;

    @Override
    public void opened(Inflow inflow) {
      open.add(inflow);
    }

    @Override
    public void passed(Direction direction, int bytes) {
      var count =
          switch (direction) {
            case UP -> up;
            case DOWN -> down;
          };
      count.addAndGet(bytes);
    }

    @Override
    public void closed(Inflow inflow, int leftBytes) {
      left += open.remove(inflow) ? leftBytes : 0;
    }
  }

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  private CountedSocket connect() throws IOException {
    return CountedSocket.connect(
        (InetSocketAddress) server.getLocalSocketAddress(), PATIENCE_MILLIS, counts);
  }

  private static void await(CountedSocket socket, int bytes) {
    while (socket.waitingBytes() < bytes) {
      Thread.onSpinWait();
    }
  }

  @Test
  void whatHasComeIsCountedWhetherItIsReadOrNot() throws IOException {
    try (var socket = connect();
        var other = server.accept()) {
      other.getOutputStream().write(new byte[100]);
      await(socket, 100);
      assertThat(counts.down).hasValue(0);

      assertThat(socket.getInputStream().readNBytes(60)).hasSize(60);

      assertThat(counts.down).hasValue(60);
      assertThat(socket.waitingBytes()).isEqualTo(40);
    }
    assertThat(counts.left).isEqualTo(40);
    assertThat(counts.open).isEmpty();
  }

  @Test
  void whatIsWrittenIsCounted() throws IOException {
    try (var socket = connect();
        var other = server.accept()) {
      socket.getOutputStream().write(new byte[10]);
      socket.getOutputStream().write(1);

      assertThat(other.getInputStream().readNBytes(11)).hasSize(11);
      assertThat(counts.up).hasValue(11);
    }
  }

  @Test
  void oneThatConnectsToNobodyIsForgotten() throws IOException {
    var gone = (InetSocketAddress) server.getLocalSocketAddress();
    server.close();

    assertThatIOException().isThrownBy(() -> CountedSocket.connect(gone, PATIENCE_MILLIS, counts));

    assertThat(counts.open).isEmpty();
  }
}
