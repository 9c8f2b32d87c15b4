package network.lumora.consumer.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(240)
class ProgramLineTest {
  /** More than a connection holds whose other end does not read. */
  private static final int BYTES = 16 << 20;

  private final SocketChannel program = SocketChannel.open();
  private final ProgramLine line;

  ProgramLineTest() throws IOException {
    try (var server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      program.connect(server.getLocalAddress());
      line = new ProgramLine(server.accept());
    }
  }

  @AfterEach
  void close() throws IOException {
    program.close();
    line.close();
  }

  private static <T> CompletableFuture<T> background(Callable<T> task) {
    var done = new CompletableFuture<T>();
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                done.complete(task.call());
              } catch (Exception e) {
                done.completeExceptionally(e);
              }
            });
    return done;
  }

  private static byte[] counting() {
    var bytes = new byte[BYTES];
    for (int i = 0; i < BYTES; i++) {
      bytes[i] = (byte) (i * 31 + (i >> 13));
    }
    return bytes;
  }

  @Test
  void offersWhatGoesWithoutWaitingAndWritesTheRestInOrder() throws Exception {
    var bytes = counting();
    var left = ByteBuffer.wrap(bytes);

    int offered = line.offer(left);
    assertThat(offered).isPositive().isEqualTo(left.position());
    while (offered > 0) {
      offered = line.offer(left);
    }
    assertThat(left.hasRemaining()).as("the program does not read").isTrue();
    var written =
        background(
            () -> {
              line.write(left);
              return true;
            });
    var read = ByteBuffer.allocate(BYTES);
    while (read.hasRemaining()) {
      assertThat(program.read(read)).isPositive();
    }

    assertThat(written.get(50, TimeUnit.SECONDS)).isTrue();
    assertThat(read.array()).isEqualTo(bytes);
  }

  @Test
  void waitsForWhatTheProgramSays() throws Exception {
    var read = background(() -> line.read(ByteBuffer.allocate(10)));

    assertThat(program.write(ByteBuffer.allocate(4))).isEqualTo(4);
    assertThat(read.get(50, TimeUnit.SECONDS)).isEqualTo(4);
    program.shutdownOutput();
    assertThat(line.read(ByteBuffer.allocate(10))).isEqualTo(-1);
  }

  @Test
  void closingWakesWhoWaits() throws Exception {
    var reads = background(() -> line.read(ByteBuffer.allocate(10)));
    var writes =
        background(
            () -> {
              line.write(ByteBuffer.allocate(BYTES));
              return true;
            });
    assertThat(program.read(ByteBuffer.allocate(1))).isEqualTo(1);

    line.close();

    assertThatThrownBy(() -> reads.get(50, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(IOException.class);
    assertThatThrownBy(() -> writes.get(50, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(IOException.class);
  }

  @Test
  void offersNothingToAProgramThatHasGone() throws IOException {
    line.close();

    assertThat(line.offer(ByteBuffer.allocate(10))).isZero();
    assertThatThrownBy(() -> line.write(ByteBuffer.allocate(10))).isInstanceOf(IOException.class);
  }
}
