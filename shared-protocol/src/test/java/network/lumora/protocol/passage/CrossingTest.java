package network.lumora.protocol.passage;

import static network.lumora.protocol.passage.JoinedTalks.background;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import network.lumora.protocol.relay.Limits;
import network.lumora.protocol.relay.ResetCode;
import network.lumora.protocol.relay.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A site behind the callee's end of a stream. */
@Timeout(120)
class CrossingTest {
  private static final int PATIENCE_SECONDS = 50;

  private final AtomicLong nanos = new AtomicLong();
  private final JoinedTalks joined = new JoinedTalks(nanos::get);
  private final BlockingQueue<ResetCode> told = new LinkedBlockingQueue<>();
  private final Socket site = new Socket();
  private TalkStream stream;
  private CompletableFuture<Boolean> crossing;

  CrossingTest() throws Exception {}

  @BeforeEach
  void cross() throws Exception {
    stream = joined.caller.open("shop.example:443").orElseThrow();
    var theirs = joined.callee.accept().orElseThrow();
    try (var server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      site.connect(server.getLocalAddress());
      site.setSoTimeout(PATIENCE_SECONDS * 1_000);
      var connection = new Plain(server.accept());
      var crossed =
          new Crossing(connection, theirs, ResetCode.UNREACHABLE, told::add, joined.threads);
      crossing =
          background(
              () -> {
                try (connection) {
                  crossed.carry(text("first, "));
                  return true;
                }
              });
    }
  }

  @AfterEach
  void close() throws IOException {
    site.close();
    joined.close();
  }

  /** As the operating system has it. */
  private record Plain(SocketChannel channel) implements Connection {
    @Override
    public int mostBytes() {
      return Piece.MOST_BYTES;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      return channel.read(into);
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
      while (bytes.hasRemaining()) {
        var _ = channel.write(bytes);
      }
    }

    @Override
    public int offer(ByteBuffer bytes) {
      return 0;
    }

    @Override
    public void endOutput() throws IOException {
      channel.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  private static ByteBuffer text(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private String saidToCaller() throws Exception {
    var said = ByteBuffer.allocate(1_000);
    while (stream.read(said) != Stream.END) {}
    return StandardCharsets.UTF_8.decode(said.flip()).toString();
  }

  private String saidToSite() throws IOException {
    return new String(site.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private void assertOver() throws Exception {
    assertThat(crossing.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  private void assertTold(ResetCode code) throws InterruptedException {
    assertThat(told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(code);
    assertThat(told).isEmpty();
  }

  /** So that streams have rested for as long as they may. */
  private void rest() {
    nanos.addAndGet(Limits.USUAL.idleNanos());
    joined.callee.tick(Long.MAX_VALUE);
  }

  @Test
  void eachDirectionEndsByItself() throws Exception {
    stream.write(text("GET"));
    stream.end();
    assertThat(saidToSite()).isEqualTo("GET");
    site.getOutputStream().write("200".getBytes(StandardCharsets.UTF_8));
    site.shutdownOutput();

    assertThat(saidToCaller()).isEqualTo("first, 200");
    assertOver();
    assertThat(told).isEmpty();
  }

  @Test
  void aSiteThatSaysNothingMoreIsLeftOnceTheStreamHasRestedTooLong() throws Exception {
    stream.end();
    assertThat(saidToSite()).isEmpty();

    rest();

    assertTold(ResetCode.IDLE);
    assertOver();
  }

  @Test
  void aSiteThatNeitherReadsNorClosesAfterItsEndIsLeftToo() throws Exception {
    site.shutdownOutput();
    assertThat(saidToCaller()).isEqualTo("first, ");

    rest();

    assertTold(ResetCode.IDLE);
    assertOver();
    assertThat(saidToSite()).isEmpty();
  }

  @Test
  void aSiteThatDoesNotReadIsLeftInTheMiddleOfAWrite() throws Exception {
    var writing =
        background(
            () -> {
              stream.write(ByteBuffer.allocate(64 << 20));
              return true;
            });
    assertThat(site.getInputStream().read()).isZero();

    stream.reset(ResetCode.CANCELLED);

    assertTold(ResetCode.CANCELLED);
    assertOver();
    assertThat(writing).failsWithin(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @Test
  void aSiteThatBreaksOffIsToldToTheOtherEnd() throws Exception {
    site.setSoLinger(true, 0);
    site.close();

    assertThatThrownBy(this::saidToCaller)
        .isInstanceOfSatisfying(
            StreamResetException.class, e -> assertThat(e.code()).isEqualTo(ResetCode.UNREACHABLE));
    assertOver();
  }

  @Test
  void aStreamThatItsOpenerGivesUpEndsTheConnection() throws Exception {
    stream.reset(ResetCode.CANCELLED);

    assertTold(ResetCode.CANCELLED);
    assertOver();
    assertThat(saidToSite()).isEmpty();
  }
}
