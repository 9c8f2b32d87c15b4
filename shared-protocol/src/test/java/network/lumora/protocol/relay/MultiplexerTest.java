package network.lumora.protocol.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.seal.FrameSecret.End;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MultiplexerTest {
  private static final int WINDOW = Incoming.FIRST_WINDOW_BYTES;
  private static final long IDLE_NANOS = 1_000_000;
  private static final Limits LIMITS = new Limits(4, 10L << 20, IDLE_NANOS, 2L << 20);

  private final ManualNanos nanos = new ManualNanos();
  private final Party caller = new Party(End.CALLER, LIMITS, nanos);
  private final Party callee = new Party(End.CALLEE, LIMITS, nanos);

  @BeforeEach
  void passage() throws ProtocolException {
    Party.renew(caller, callee);
    Party.settle(caller, callee);
  }

  @Test
  void whatIsWrittenIsRead() throws ProtocolException {
    var ours = caller.streams.open("shop.example:443").orElseThrow();
    write(ours, "hello");
    Party.settle(caller, callee);
    var theirs = callee.streams.accept().orElseThrow();

    assertThat(theirs.target()).isEqualTo("shop.example:443");
    assertThat(readAll(theirs)).isEqualTo("hello");
    assertThat(read(theirs)).as("nothing yet").isZero();
  }

  @Test
  void oneDirectionEndsAndTheOtherGoesOn() throws ProtocolException {
    var ours = caller.streams.open("t").orElseThrow();
    write(ours, "question");
    ours.end();
    Party.settle(caller, callee);
    var theirs = callee.streams.accept().orElseThrow();
    assertThat(readAll(theirs)).isEqualTo("question");
    assertThat(read(theirs)).isEqualTo(Stream.END);

    write(theirs, "answer");
    theirs.end();
    Party.settle(caller, callee);

    assertThat(readAll(ours)).isEqualTo("answer");
    assertThat(read(ours)).isEqualTo(Stream.END);
    Party.settle(caller, callee);
    assertThat(caller.streams.isAtRest()).isTrue();
    assertThat(callee.streams.isAtRest()).isTrue();
  }

  @Test
  void nothingIsWrittenAfterTheEnd() {
    var ours = caller.streams.open("t").orElseThrow();
    ours.end();

    assertThat(ours.write(ByteBuffer.wrap(new byte[1]))).isZero();
  }

  @Test
  void aReaderThatRestsHoldsTheWriterUpAndNobodyElse() throws ProtocolException {
    var slow = caller.streams.open("slow").orElseThrow();
    var quick = caller.streams.open("quick").orElseThrow();
    long written = 0;
    for (int i = 0; i < 20; i++) {
      written += slow.write(ByteBuffer.allocate(WINDOW));
      Party.settle(caller, callee);
    }
    assertThat(written).isEqualTo(2L * WINDOW);

    write(quick, "hello");
    Party.settle(caller, callee);
    var theirSlow = callee.streams.accept().orElseThrow();

    assertThat(readAll(callee.streams.accept().orElseThrow())).isEqualTo("hello");
    assertThat(theirSlow.waiting()).isEqualTo(WINDOW);
  }

  @Test
  void readingGivesCredit() throws ProtocolException {
    var ours = caller.streams.open("t").orElseThrow();
    ours.write(ByteBuffer.allocate(WINDOW));
    Party.settle(caller, callee);
    ours.write(ByteBuffer.allocate(WINDOW));
    Party.settle(caller, callee);
    var theirs = callee.streams.accept().orElseThrow();
    assertThat(theirs.read(ByteBuffer.allocate(WINDOW / 2 - 1))).isPositive();
    Party.settle(caller, callee);
    assertThat(theirs.waiting()).as("half a window must be read first").isEqualTo(WINDOW / 2 + 1);

    theirs.read(ByteBuffer.allocate(1));
    Party.settle(caller, callee);

    assertThat(theirs.waiting()).isEqualTo(WINDOW);
  }

  /** What its outlet leaves waits to be read, and what comes after that waits behind it. */
  @Test
  void whatAnOutletTakesIsReadAndGivesCredit() throws ProtocolException {
    var ours = caller.streams.open("t").orElseThrow();
    write(ours, "one");
    Party.settle(caller, callee);
    var theirs = callee.streams.accept().orElseThrow();
    assertThat(readAll(theirs)).isEqualTo("one");
    var taken = ByteBuffer.allocate(WINDOW);
    theirs.outlet(bytes -> took(taken, bytes, WINDOW / 2));

    ours.write(ByteBuffer.allocate(WINDOW / 2));
    Party.settle(caller, callee);
    assertThat(taken.position()).isEqualTo(WINDOW / 2);
    assertThat(theirs.waiting()).isZero();

    theirs.outlet(bytes -> took(taken, bytes, 2));
    write(ours, "four");
    Party.settle(caller, callee);
    theirs.outlet(bytes -> took(taken, bytes, 100));
    write(ours, "five");
    Party.settle(caller, callee);

    assertThat(taken.position()).isEqualTo(WINDOW / 2 + 2);
    assertThat(readAll(theirs)).isEqualTo("urfive");
    ours.write(ByteBuffer.allocate(WINDOW));
    Party.settle(caller, callee);
    assertThat(theirs.waiting()).as("half a window was credited").isGreaterThan(WINDOW / 2);
  }

  private static int took(ByteBuffer into, ByteBuffer bytes, int most) {
    int count = Math.min(most, bytes.remaining());
    into.put(bytes.slice(bytes.position(), count));
    bytes.position(bytes.position() + count);
    return count;
  }

  @Test
  void saysWhatIsShortWithoutAByteOfAStream() throws ProtocolException {
    var ours = caller.streams.open("t").orElseThrow();
    Party.settle(caller, callee);
    var theirs = callee.streams.accept().orElseThrow();
    theirs.write(ByteBuffer.allocate(WINDOW));
    Party.settle(caller, callee);
    ours.read(ByteBuffer.allocate(WINDOW));
    write(ours, "data");

    assertThat(caller.conversation.next(0)).as("credit").isPresent();
    assertThat(caller.conversation.next(0)).as("data").isEmpty();
    assertThat(caller.conversation.next(1)).as("data").isPresent();
  }

  @Test
  void windowsOfBusyStreamsGrowAndAllGrowthComesBack() throws ProtocolException {
    var streams = new ArrayList<Stream>();
    for (int i = 0; i < 3; i++) {
      streams.add(caller.streams.open("t").orElseThrow());
      pump(streams.get(i), 3 << 20);
    }
    assertThat(callee.streams.growthLeft()).isLessThan(LIMITS.growthBytes() / 2);

    streams.forEach(each -> each.reset(ResetCode.CANCELLED));
    Party.settle(caller, callee);

    assertThat(callee.streams.growthLeft()).isEqualTo(LIMITS.growthBytes());
  }

  private void pump(Stream ours, int bytes) throws ProtocolException {
    Party.settle(caller, callee);
    var theirs = callee.streams.accept().orElseThrow();
    for (int left = bytes; left > 0; ) {
      left -= ours.write(ByteBuffer.allocate(Math.min(left, 10_000)));
      Party.settle(caller, callee);
      while (read(theirs) > 0) {
        Party.settle(caller, callee);
      }
    }
  }

  @Test
  void aResetEndsBothDirectionsAndSaysWhy() throws ProtocolException {
    var ours = caller.streams.open("t").orElseThrow();
    write(ours, "hello");
    Party.settle(caller, callee);
    var theirs = callee.streams.accept().orElseThrow();

    theirs.reset(ResetCode.NOT_OPENED);
    write(ours, "crosses the reset");
    Party.settle(caller, callee);

    assertThat(ours.reset()).contains(ResetCode.NOT_OPENED);
    assertThat(read(ours)).isEqualTo(Stream.END);
    assertThat(write(ours, "x")).isZero();
    assertThat(caller.streams.isAtRest()).isTrue();
    assertThat(callee.streams.isAtRest()).isTrue();
  }

  @Test
  void aStreamThatWasResetUnopenedIsOpenedAndResetThere() throws ProtocolException {
    caller.streams.open("t").orElseThrow().reset(ResetCode.CANCELLED);
    Party.settle(caller, callee);

    assertThat(callee.streams.accept()).isEmpty();
    assertThat(caller.streams.isAtRest()).isTrue();
    assertThat(callee.streams.isAtRest()).isTrue();
  }

  @Test
  void moreStreamsThanMayBeAreNotOpened() {
    for (int i = 0; i < LIMITS.streams(); i++) {
      assertThat(caller.streams.open("t")).isPresent();
    }

    assertThat(caller.streams.open("t")).isEmpty();
  }

  @Test
  void moreStreamsThanTheOtherEndBearsAreResetByIt() throws ProtocolException {
    var more = new Limits(LIMITS.streams() + 1, 10L << 20, IDLE_NANOS, 2L << 20);
    var eager = new Party(End.CALLER, more, nanos);
    Party.renew(eager, callee);
    var streams = new ArrayList<Stream>();
    for (int i = 0; i < more.streams(); i++) {
      streams.add(eager.streams.open("t").orElseThrow());
    }
    Party.settle(eager, callee);

    assertThat(streams.removeLast().reset()).contains(ResetCode.TOO_MANY);
    assertThat(streams).allSatisfy(each -> assertThat(each.reset()).isEmpty());
  }

  @Test
  void whatRestsForTooLongIsReset() throws ProtocolException {
    var resting = caller.streams.open("t").orElseThrow();
    var busy = caller.streams.open("t").orElseThrow();
    nanos.pass(IDLE_NANOS - 1);
    write(busy, "x");
    nanos.pass(1);
    caller.streams.tick();
    Party.settle(caller, callee);

    assertThat(resting.reset()).contains(ResetCode.IDLE);
    assertThat(busy.reset()).isEmpty();
  }

  @Test
  void allStreamsAreOverWhenNoPassageComes() {
    var ours = caller.streams.open("t").orElseThrow();
    caller.streams.abandon();

    assertThat(ours.reset()).contains(ResetCode.LOST);
    assertThat(read(ours)).isEqualTo(Stream.END);
    assertThat(caller.streams.open("t")).isEmpty();
  }

  @Test
  void aStreamCarriesNoMoreThanItMay() throws ProtocolException {
    var ours = caller.streams.open("t").orElseThrow();
    pump(ours, (int) LIMITS.streamBytes());
    assertThat(ours.reset()).isEmpty();

    ours.write(ByteBuffer.allocate(1));

    assertThat(ours.reset()).contains(ResetCode.TOO_LARGE);
  }

  @Test
  void streamsTakeTurns() throws ProtocolException {
    var streams = List.of(open(), open(), open());
    streams.forEach(each -> each.write(ByteBuffer.allocate(WINDOW)));
    for (int i = 0; i < 9; i++) {
      assertThat(caller.send(callee)).isTrue();
      assertThat(callee.take()).isTrue();
    }

    for (int i = 0; i < 3; i++) {
      assertThat(callee.streams.accept().orElseThrow().waiting())
          .isEqualTo(2 * StreamMessage.MAX_DATA_BYTES);
    }
  }

  private Stream open() {
    return caller.streams.open("t").orElseThrow();
  }

  @Test
  void refusesWhatBreaksTheRules() throws ProtocolException {
    assertFault(ErrorCode.OUT_OF_ORDER, Messages.open(3, "t"));
    assertFault(ErrorCode.OUT_OF_ORDER, Messages.open(2, "t"));
    assertFault(ErrorCode.NOT_FOUND, Messages.end(1, 0));
    assertFault(ErrorCode.NOT_FOUND, Messages.end(2, 0));
    receive(Messages.open(1, "t"));
    assertFault(ErrorCode.CONFLICT, Messages.open(1, "t"));
    assertFault(ErrorCode.OUT_OF_ORDER, Messages.data(1, 5, 10));
    receive(Messages.data(1, 0, 10));
    assertFault(ErrorCode.OUT_OF_ORDER, Messages.data(1, 0, 10));
    assertFault(ErrorCode.MALFORMED, Messages.credit(1, 10));
    assertFault(ErrorCode.OUT_OF_ORDER, Messages.end(1, 9));
    for (int i = 10; i + 16_000 <= WINDOW; i += 16_000) {
      receive(Messages.data(1, i, 16_000));
    }
    assertFault(ErrorCode.OVER_LIMIT, Messages.data(1, 64_010, 16_000));
    receive(Messages.end(1, 64_010));
    assertFault(ErrorCode.OUT_OF_ORDER, Messages.data(1, 64_010, 1));
  }

  @Test
  void refusesToRefuseWithoutEnd() {
    assertThatThrownBy(
            () -> {
              for (int number = 1; number < 100; number += 2) {
                receive(Messages.open(number, "t"));
              }
            })
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("faster than they can be refused");
  }

  private void receive(byte[] message) throws ProtocolException {
    callee.streams.received(ByteBuffer.wrap(message));
  }

  private void assertFault(ErrorCode code, byte[] message) {
    assertThatThrownBy(() -> receive(message))
        .isInstanceOfSatisfying(ProtocolException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static int write(Stream stream, String text) {
    return stream.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static int read(Stream stream) {
    return stream.read(ByteBuffer.allocate(100_000));
  }

  private static String readAll(Stream stream) {
    var out = ByteBuffer.allocate(100_000);
    int count = stream.read(out);
    return new String(out.array(), 0, Math.max(0, count), StandardCharsets.UTF_8);
  }
}
