package network.lumora.protocol.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Random;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.seal.FrameSealer;
import network.lumora.protocol.seal.FrameSecret.End;
import network.lumora.protocol.seal.KeyLife;
import network.lumora.protocol.seal.SealBrokenException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Agents that change, drop, repeat and swap frames cost passages, and never a byte. */
class HostileRelayTest {
  private static final Limits LIMITS = new Limits(4, 1L << 30, 1L << 50, 1L << 20);
  private static final KeyLife SHORT =
      new KeyLife(FrameSealer.MAX_PLAINTEXT_BYTES * 3L, 20, 50_000_000);
  private static final int BYTES = 6_000_000;

  private final ManualNanos nanos = new ManualNanos();
  private final IdentityKey callerKey = IdentityKey.generate();
  private final IdentityKey calleeKey = IdentityKey.generate();
  private final Party caller = new Party(End.CALLER, LIMITS, nanos);
  private final Party callee = new Party(End.CALLEE, LIMITS, nanos);
  private final Deque<byte[]> toCaller = new ArrayDeque<>();
  private final Deque<byte[]> toCallee = new ArrayDeque<>();
  private PassageKeys callersKeys;
  private PassageKeys calleesKeys;
  private long passages;

  HostileRelayTest() throws ProtocolException {
    passage();
  }

  private void passage() throws ProtocolException {
    passages++;
    var grant = Sha256.of("grant " + passages);
    var call =
        Call.place(
            "0123456789abcdef0123456789abcdef", passages, calleeKey.publicKey(), grant, callerKey);
    var received = ReceivedCall.read(call.envelope(), calleeKey.publicKey());
    received.requireFits(callerKey.publicKey(), grant, passages - 1);
    var answered = received.answer(calleeKey, SHORT);
    calleesKeys = answered.keys();
    callersKeys = call.answered(answered.answer(), SHORT);
    toCaller.clear();
    toCallee.clear();
    Party.renew(caller, callee);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void everyByteArrivesOnceAndInOrder(long seed) throws ProtocolException {
    var random = new Random(seed);
    var ours = caller.streams.open("t").orElseThrow();
    var sent = new byte[BYTES];
    random.nextBytes(sent);
    var source = ByteBuffer.wrap(sent);
    var arrived = ByteBuffer.allocate(BYTES + 1);
    var theirs = ours;
    int steps = 0;
    while (arrived.position() < BYTES) {
      assertThat(steps++).as("it goes on, whatever happens").isLessThan(100_000);
      nanos.pass(1_000_000);
      ours.write(source);
      carry(random);
      theirs = callee.streams.accept().orElse(theirs);
      if (theirs != ours) {
        theirs.read(arrived);
      }
    }

    assertThat(Arrays.copyOf(arrived.array(), BYTES)).isEqualTo(sent);
    assertThat(passages).as("passages were lost on the way").isGreaterThan(1);
  }

  private void carry(Random random) throws ProtocolException {
    seal(caller, callersKeys, toCallee);
    seal(callee, calleesKeys, toCaller);
    if (random.nextInt(8) == 0) {
      meddle(random.nextBoolean() ? toCallee : toCaller, random);
    }
    try {
      open(toCallee, calleesKeys, callee);
      open(toCaller, callersKeys, caller);
    } catch (SealBrokenException _) {
      passage();
    }
    if (random.nextInt(60) == 0) {
      passage();
    }
  }

  private void seal(Party from, PassageKeys keys, Deque<byte[]> line) {
    for (int i = 0; i < 3; i++) {
      from.conversation
          .next(StreamMessage.MAX_DATA_BYTES)
          .ifPresent(
              plaintext -> {
                var frame = ByteBuffer.allocate(FrameSealer.MAX_FRAME_BYTES);
                keys.sealer().seal(plaintext, false, nanos.getAsLong(), frame);
                line.addLast(Arrays.copyOf(frame.array(), frame.position()));
              });
    }
  }

  private static void meddle(Deque<byte[]> line, Random random) {
    var first = line.pollFirst();
    if (first == null) {
      return;
    }
    switch (random.nextInt(4)) {
      case 0 -> {
        first[random.nextInt(first.length)] ^= (byte) (1 + random.nextInt(255));
        line.addFirst(first);
      }
      case 1 -> {
        line.addFirst(first);
        line.addFirst(first.clone());
      }
      case 2 -> line.addLast(first);
      default -> {}
    }
  }

  private static void open(Deque<byte[]> line, PassageKeys keys, Party to)
      throws ProtocolException, SealBrokenException {
    for (var frame = line.pollFirst(); frame != null; frame = line.pollFirst()) {
      var plaintext = ByteBuffer.allocate(FrameSealer.MAX_PLAINTEXT_BYTES);
      keys.opener().open(ByteBuffer.wrap(frame), plaintext);
      to.arriving.addLast(Arrays.copyOf(plaintext.array(), plaintext.position()));
      to.take();
    }
  }
}
