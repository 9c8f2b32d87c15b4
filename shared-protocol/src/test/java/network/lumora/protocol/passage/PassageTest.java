package network.lumora.protocol.passage;

import static network.lumora.protocol.passage.JoinedTalks.background;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.relay.Outlet;
import network.lumora.protocol.relay.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** However little the connection holds. */
@Timeout(240)
class PassageTest {
  private static final int BYTES = 12 << 20;

  private final JoinedTalks joined = new JoinedTalks(System::nanoTime);
  private final Talk caller = joined.caller;
  private final Talk callee = joined.callee;

  PassageTest() throws Exception {}

  @AfterEach
  void close() throws IOException {
    joined.close();
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
    var bytes = ByteBuffer.allocate(JoinedTalks.BUFFER_BYTES);
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
