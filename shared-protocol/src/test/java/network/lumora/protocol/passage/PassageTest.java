package network.lumora.protocol.passage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.security.MessageDigest;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.relay.Call;
import network.lumora.protocol.relay.Conversation.Life;
import network.lumora.protocol.relay.Limits;
import network.lumora.protocol.relay.Outlet;
import network.lumora.protocol.relay.PassageKeys;
import network.lumora.protocol.relay.ReceivedCall;
import network.lumora.protocol.relay.RecordReader;
import network.lumora.protocol.relay.Records;
import network.lumora.protocol.relay.Stream;
import network.lumora.protocol.seal.FrameSecret.End;
import network.lumora.protocol.seal.KeyLife;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two ends over a connection whose buffers hold less than two records. */
@Timeout(60)
class PassageTest {
  private static final int BUFFER_BYTES = 8 * 1024;
  private static final int BYTES = 12 << 20;

  private final PumpThreads threads = new PumpThreads(20);
  private final Talk caller =
      new Talk(End.CALLER, Life.ONE_PASSAGE, Limits.USUAL, System::nanoTime);
  private final Talk callee =
      new Talk(End.CALLEE, Life.ONE_PASSAGE, Limits.USUAL, System::nanoTime);
  private final SocketChannel callersLine = SocketChannel.open();
  private final SocketChannel calleesLine;

  PassageTest() throws Exception {
    try (var server = ServerSocketChannel.open()) {
      server.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_BYTES);
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      callersLine.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_BYTES);
      callersLine.setOption(StandardSocketOptions.SO_SNDBUF, BUFFER_BYTES);
      callersLine.connect(server.getLocalAddress());
      calleesLine = server.accept();
      calleesLine.setOption(StandardSocketOptions.SO_SNDBUF, BUFFER_BYTES);
    }
    var callersKey = IdentityKey.generate();
    var calleesKey = IdentityKey.generate();
    var grant = Sha256.of("grant");
    var call = Call.place("0".repeat(32), 1, calleesKey.publicKey(), grant, callersKey);
    var received = ReceivedCall.read(call.envelope(), calleesKey.publicKey());
    var answered = received.answer(calleesKey, KeyLife.USUAL);
    start(caller, call.answered(answered.answer(), KeyLife.USUAL), callersLine);
    start(callee, answered.keys(), calleesLine);
  }

  private void start(Talk talk, PassageKeys keys, SocketChannel line) {
    var words =
        new Words(new RecordReader(new LineReads(line), 2 * Records.MAX_BYTES), line, Pace.NONE);
    var passage = new Passage(talk, keys, Toll.NONE, words, threads);
    var _ =
        background(
            () -> {
              passage.run(true);
              return true;
            });
  }

  @AfterEach
  void close() throws IOException {
    caller.close();
    callee.close();
    callersLine.close();
    calleesLine.close();
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

  private static Sha256 written(TalkStream stream, long seed) throws Exception {
    var bytes = new byte[BYTES];
    new Random(seed).nextBytes(bytes);
    stream.write(ByteBuffer.wrap(bytes));
    stream.end();
    return Sha256.of(bytes);
  }

  private static Sha256 read(TalkStream stream) throws Exception {
    return read(stream, Sha256.newDigest(), Outlet.NONE);
  }

  private static Sha256 read(TalkStream stream, MessageDigest digest, Outlet outlet)
      throws Exception {
    var bytes = ByteBuffer.allocate(BUFFER_BYTES);
    while (stream.read(bytes.clear(), outlet) != Stream.END) {
      digest.update(bytes.flip());
    }
    return Sha256.fromBytes(digest.digest());
  }

  private static <T> T soon(CompletableFuture<T> future) throws Exception {
    return future.get(50, TimeUnit.SECONDS);
  }

  @Test
  void whoOnlyReadsConfirmsAndGivesCredit() throws Exception {
    var ours = caller.open("shop.example:443").orElseThrow();
    var sent = background(() -> written(ours, 1));
    var theirs = callee.accept().orElseThrow();

    assertThat(read(theirs)).isEqualTo(soon(sent));
  }

  /** What it refuses is read by the one who waits, and nothing passes that. */
  @Test
  void anOutletThatTakesSometimesSomeGetsAllInOrder() throws Exception {
    var ours = caller.open("shop.example:443").orElseThrow();
    var sent = background(() -> written(ours, 1));
    var theirs = callee.accept().orElseThrow();
    var digest = Sha256.newDigest();
    var random = new Random(2);

    assertThat(read(theirs, digest, bytes -> some(bytes, digest, random))).isEqualTo(soon(sent));
  }

  private static int some(ByteBuffer bytes, MessageDigest digest, Random random) {
    int count = random.nextInt(5) == 0 ? random.nextInt(bytes.remaining()) : bytes.remaining();
    digest.update(bytes.slice(bytes.position(), count));
    bytes.position(bytes.position() + count);
    return count;
  }

  /** However little the connection holds. */
  @Test
  void bothEndsMayFillTheLineAtOnce() throws Exception {
    var ours = caller.open("shop.example:443").orElseThrow();
    var theirs = callee.accept().orElseThrow();
    var fromCaller = background(() -> written(ours, 1));
    var fromCallee = background(() -> written(theirs, 2));
    var atCallee = background(() -> read(theirs));

    assertThat(read(ours)).isEqualTo(soon(fromCallee));
    assertThat(soon(atCallee)).isEqualTo(soon(fromCaller));
  }

  @Test
  void streamsOfBothEndsGetOn() throws Exception {
    var ours = caller.open("one.example:443").orElseThrow();
    var theirs = callee.accept().orElseThrow();
    var back = callee.open("two.example:443").orElseThrow();
    var atCaller = caller.accept().orElseThrow();
    var there = background(() -> written(ours, 3));
    var here = background(() -> written(back, 4));
    var read = background(() -> read(theirs));

    assertThat(read(atCaller)).isEqualTo(soon(here));
    assertThat(soon(read)).isEqualTo(soon(there));
  }
}
