package network.lumora.protocol.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.seal.FrameSecret.End;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two ends do what they like over passages that break: what is read is a beginning of what was
 * written, whole where it ended; nothing stays behind; memory stays within its bound.
 */
class StreamFuzzTest {
  private static final Limits LIMITS = new Limits(8, 4L << 20, 1L << 40, 1L << 20);
  private static final int STEPS = 6_000;

  /** One direction of a stream: byte {@code i} of what is written is {@code (i * 31 + seed)}. */
  private static final class Course {
    private final Stream from;
    private final int seed;
    private long written;
    private long read;
    private boolean ended;

    Course(Stream from) {
      this.from = from;
      this.seed = from.number();
    }

    void write(Random random) {
      int count = random.nextInt(40_000);
      written += from.write(ByteBuffer.wrap(bytes(written, count)));
    }

    private byte[] bytes(long offset, int count) {
      var bytes = new byte[count];
      for (int i = 0; i < count; i++) {
        bytes[i] = at(offset + i);
      }
      return bytes;
    }

    private byte at(long offset) {
      return (byte) (offset * 31 + (offset >> 13) + seed);
    }

    void read(Stream at, Random random) {
      var out = ByteBuffer.allocate(random.nextInt(80_000));
      int count = at.read(out);
      assertThat(Arrays.copyOf(out.array(), out.position()))
          .isEqualTo(bytes(read, Math.max(0, count)));
      read += Math.max(0, count);
      if (count == Stream.END && at.reset().isEmpty()) {
        assertThat(ended && read == written).as("an end comes after all bytes").isTrue();
      }
    }
  }

  private final ManualNanos nanos = new ManualNanos();
  private final Party caller = new Party(End.CALLER, LIMITS, nanos);
  private final Party callee = new Party(End.CALLEE, LIMITS, nanos);
  private final Map<Integer, Course> fromCaller = new LinkedHashMap<>();
  private final Map<Integer, Course> fromCallee = new LinkedHashMap<>();
  private final List<Stream> atCaller = new ArrayList<>();
  private final List<Stream> atCallee = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void whatIsReadIsWhatWasWritten(long seed) throws ProtocolException {
    var random = new Random(seed);
    Party.renew(caller, callee);
    for (int i = 0; i < STEPS; i++) {
      step(random);
      assertBounded(caller);
      assertBounded(callee);
    }
    finish(random);

    assertAtRest(caller);
    assertAtRest(callee);
  }

  private void step(Random random) throws ProtocolException {
    nanos.pass(random.nextInt(2_000_000));
    switch (random.nextInt(100)) {
      case 0 -> Party.renew(caller, callee);
      case 1, 2 -> open(random.nextBoolean());
      case 3 -> pick(random).ifPresent(each -> each.reset(ResetCode.CANCELLED));
      case 4, 5 -> pick(random).ifPresent(this::end);
      default -> {
        move(random);
        work(random);
      }
    }
    accept(caller, atCaller, fromCaller);
    accept(callee, atCallee, fromCallee);
  }

  private void open(boolean byCaller) {
    var party = byCaller ? caller : callee;
    party
        .streams
        .open("t")
        .ifPresent(
            each -> {
              (byCaller ? atCaller : atCallee).add(each);
              (byCaller ? fromCaller : fromCallee).put(each.number(), new Course(each));
            });
  }

  private static void accept(Party party, List<Stream> there, Map<Integer, Course> courses) {
    party
        .streams
        .accept()
        .ifPresent(
            each -> {
              there.add(each);
              courses.put(each.number(), new Course(each));
            });
  }

  private Optional<Stream> pick(Random random) {
    var all = random.nextBoolean() ? atCaller : atCallee;
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
  }

  private void end(Stream stream) {
    stream.end();
    var courses = atCaller.contains(stream) ? fromCaller : fromCallee;
    Objects.requireNonNull(courses.get(stream.number())).ended = true;
  }

  private void move(Random random) throws ProtocolException {
    for (int i = random.nextInt(12); i > 0; i--) {
      switch (random.nextInt(4)) {
        case 0 -> caller.send(callee);
        case 1 -> callee.send(caller);
        case 2 -> caller.take();
        default -> callee.take();
      }
    }
  }

  private void work(Random random) {
    work(atCaller, fromCaller, fromCallee, random);
    work(atCallee, fromCallee, fromCaller, random);
  }

  private static void work(
      List<Stream> here, Map<Integer, Course> ours, Map<Integer, Course> theirs, Random random) {
    if (here.isEmpty()) {
      return;
    }
    var stream = here.get(random.nextInt(here.size()));
    if (random.nextBoolean()) {
      Objects.requireNonNull(ours.get(stream.number())).write(random);
    }
    var course = theirs.get(stream.number());
    if (course != null) {
      course.read(stream, random);
    }
  }

  private void finish(Random random) throws ProtocolException {
    List.copyOf(atCaller).forEach(this::end);
    for (int i = 0; i < 400; i++) {
      nanos.pass(Conversation.CONFIRM_NANOS);
      Party.settle(caller, callee);
      accept(caller, atCaller, fromCaller);
      accept(callee, atCallee, fromCallee);
      atCallee.forEach(this::end);
      atCaller.forEach(each -> readSome(each, fromCallee, random));
      atCallee.forEach(each -> readSome(each, fromCaller, random));
    }
  }

  private static void readSome(Stream at, Map<Integer, Course> courses, Random random) {
    var course = courses.get(at.number());
    if (course != null) {
      course.read(at, random);
    }
  }

  private static void assertBounded(Party party) {
    assertThat(party.streams.size()).isLessThanOrEqualTo(LIMITS.streams());
    assertThat(party.streams.growthLeft()).isBetween(0L, LIMITS.growthBytes());
    assertThat(party.conversation.unconfirmedBytes())
        .isLessThan(Conversation.MAX_UNCONFIRMED_BYTES + 20_000);
  }

  private static void assertAtRest(Party party) {
    assertThat(party.streams.isAtRest()).as("no stream is left").isTrue();
    assertThat(party.streams.growthLeft()).as("no credit is lost").isEqualTo(LIMITS.growthBytes());
    assertThat(party.conversation.isConfirmed()).as("nothing is kept").isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24, 25, 26})
  void strangersBytesAreFaultsAndNeverMore(long seed) {
    var random = new Random(seed);
    for (int round = 0; round < 400; round++) {
      var victim = new Party(End.CALLEE, LIMITS, nanos);
      victim.conversation.passageUp();
      victim.arriving.addLast(new byte[Conversation.HEADER_BYTES]);
      try {
        victim.take();
        for (int i = 0; i < 60; i++) {
          victim.arriving.addLast(strange(random, i));
          victim.take();
          victim.streams.accept().ifPresent(each -> each.write(ByteBuffer.allocate(10)));
          victim.conversation.next(StreamMessage.MAX_DATA_BYTES);
        }
      } catch (ProtocolException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
      assertBounded(victim);
    }
  }

  /** Mostly what makes sense, so that deep places are reached. */
  private static byte[] strange(Random random, int step) {
    int number = random.nextInt(12) == 0 ? random.nextInt() : 1 + 2 * random.nextInt(4);
    long offset = random.nextInt(12) == 0 ? random.nextLong() : random.nextInt(3) * 100L;
    var said =
        switch (random.nextInt(7)) {
          case 0, 1 -> Messages.open(1 + 2 * Math.min(step, random.nextInt(4)), "t");
          case 2 -> Messages.end(number, offset);
          case 3 -> Messages.credit(number, 70_000 + offset);
          case 4 -> Messages.reset(number, ResetCode.of((byte) random.nextInt(12)));
          case 5 -> new byte[random.nextInt(40)];
          default -> Messages.data(number, offset, 100);
        };
    var message =
        ByteBuffer.allocate(Conversation.HEADER_BYTES + said.length)
            .put(Conversation.HEADER_BYTES, said)
            .array();
    if (message.length > 8 && random.nextInt(40) == 0) {
      message[random.nextInt(message.length)] = (byte) random.nextInt();
    }
    return message;
  }
}
