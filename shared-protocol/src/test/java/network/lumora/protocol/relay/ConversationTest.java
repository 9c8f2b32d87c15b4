package network.lumora.protocol.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.seal.FrameSecret.End;
import org.junit.jupiter.api.Test;

class ConversationTest {
  private static final int ANY = StreamMessage.MAX_DATA_BYTES;

  private final ManualNanos nanos = new ManualNanos();
  private final Deque<byte[]> toSay = new ArrayDeque<>();
  private final Conversation ours =
      new Conversation(
          new Conversation.Source() {
            @Override
            public boolean next(ByteBuffer out, int mostBytes) {
              var message = toSay.pollFirst();
              if (message != null) {
                out.put(message);
              }
              return message != null;
            }

            @Override
            public boolean hasNext() {
              return !toSay.isEmpty();
            }
          },
          Conversation.Life.MANY_PASSAGES,
          nanos);

  @Test
  void saysNothingWithoutALink() {
    say(1);

    assertThat(ours.next(ANY)).isEmpty();
  }

  @Test
  void saysFirstWhereItStandsAndListensBeforeItGoesOn() throws ProtocolException {
    say(1);
    ours.passageUp();

    assertThat(frame()).isEqualTo("0:");
    assertThat(ours.next(ANY)).isEmpty();

    hear(0);
    assertThat(frame()).isEqualTo("0:1");
    assertThat(ours.next(ANY)).isEmpty();
  }

  @Test
  void saysAgainWhatWasLostAndOnlyThat() throws ProtocolException {
    say(1);
    say(2);
    say(3);
    greet(0);
    assertThat(frame() + frame() + frame()).isEqualTo("0:10:20:3");

    ours.passageDown();
    ours.passageUp();
    say(4);
    assertThat(frame()).isEqualTo("0:");
    hear(1);

    assertThat(frame() + frame() + frame()).isEqualTo("0:20:30:4");
    assertThat(ours.next(ANY)).isEmpty();
  }

  @Test
  void saysNothingAgainBetweenWhatIsShort() throws ProtocolException {
    say(1);
    greet(0);
    assertThat(frame()).isEqualTo("0:1");
    ours.passageDown();
    ours.passageUp();
    assertThat(frame()).isEqualTo("0:");
    hear(0);
    say(2);

    assertThat(ours.next(0)).as("nothing overtakes what was lost").isEmpty();
    assertThat(frame() + frame()).isEqualTo("0:10:2");
  }

  @Test
  void hasNoSecondPassageIfItKeepsNothing() throws ProtocolException {
    var once =
        new Conversation(
            new Multiplexer(End.CALLER, Limits.USUAL, nanos), Conversation.Life.ONE_PASSAGE, nanos);
    once.passageUp();
    assertThat(once.next(ANY)).isPresent();
    assertThat(once.received(ByteBuffer.allocate(8))).isEmpty();
    assertThat(once.received(open())).isPresent();
    once.passageDown();

    assertThatThrownBy(once::passageUp).isInstanceOf(IllegalStateException.class);
  }

  private static ByteBuffer open() {
    var message = Messages.open(2, "t");
    return ByteBuffer.allocate(Conversation.HEADER_BYTES + message.length)
        .put(Conversation.HEADER_BYTES, message);
  }

  @Test
  void confirmsAfterAWhileIfItHasNothingToSay() throws ProtocolException {
    greet(0);
    hear(0, 7);
    assertThat(ours.next(ANY)).isEmpty();
    assertThat(ours.isOwing()).isTrue();

    nanos.pass(Conversation.CONFIRM_NANOS);

    assertThat(frame()).isEqualTo("1:");
    assertThat(ours.next(ANY)).isEmpty();
    assertThat(ours.isOwing()).isFalse();
  }

  @Test
  void confirmsWithWhatItSays() throws ProtocolException {
    greet(0);
    hear(0, 7);
    say(1);

    assertThat(frame()).isEqualTo("1:1");
    nanos.pass(Conversation.CONFIRM_NANOS);
    assertThat(ours.next(ANY)).isEmpty();
  }

  @Test
  void keepsNoMoreThanItMayUntilItIsConfirmed() throws ProtocolException {
    greet(0);
    for (int i = 0; i < Conversation.MAX_UNCONFIRMED + 10; i++) {
      say(1);
    }
    int sent = 0;
    while (ours.next(ANY).isPresent()) {
      sent++;
    }
    assertThat(sent).isEqualTo(Conversation.MAX_UNCONFIRMED);

    hear(5);
    for (int i = 0; i < 5; i++) {
      assertThat(frame()).isEqualTo("0:1");
    }
    assertThat(ours.next(ANY)).isEmpty();
  }

  @Test
  void keepsNoMoreBytesThanItMay() throws ProtocolException {
    greet(0);
    for (int i = 0; i < 140; i++) {
      toSay.addLast(new byte[ANY]);
    }
    while (ours.next(ANY).isPresent()) {
      assertThat(ours.unconfirmedBytes()).isLessThan(Conversation.MAX_UNCONFIRMED_BYTES + 2 * ANY);
    }

    assertThat(toSay).hasSize(140 - 128);
  }

  @Test
  void refusesConfirmationsOfWhatWasNotSaid() throws ProtocolException {
    greet(0);
    say(1);
    frame();

    assertThatThrownBy(() -> hear(2))
        .isInstanceOfSatisfying(
            ProtocolException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
    hear(1);
    assertThatThrownBy(() -> hear(0)).isInstanceOf(ProtocolException.class);
    assertThatThrownBy(() -> ours.received(ByteBuffer.allocate(7)))
        .isInstanceOf(ProtocolException.class);
  }

  @Test
  void refusesConfirmationsOfWhatWasNotSaidOnThisLink() throws ProtocolException {
    say(1);
    greet(0);
    frame();
    ours.passageDown();
    greet(0);

    assertThatThrownBy(() -> hear(1)).isInstanceOf(ProtocolException.class);
  }

  @Test
  void refusesAMessageBeforeItKnowsWhereTheOtherStands() {
    ours.passageUp();

    assertThatThrownBy(() -> hear(0, 7))
        .isInstanceOfSatisfying(
            ProtocolException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OUT_OF_ORDER));
  }

  @Test
  void saysWhereItStandsFirstAlsoWhenItHasHeardTheOther() throws ProtocolException {
    say(1);
    ours.passageUp();
    hear(0);

    assertThat(frame() + " " + frame()).isEqualTo("0: 0:1");
  }

  @Test
  void knowsHowLongItHasNoLink() {
    nanos.pass(10);
    assertThat(ours.isDownFor(11)).isFalse();
    assertThat(ours.isDownFor(10)).isTrue();

    ours.passageUp();
    assertThat(ours.isDownFor(0)).isFalse();
  }

  private void greet(long count) throws ProtocolException {
    ours.passageUp();
    assertThat(frame()).endsWith(":");
    hear(count);
  }

  private void say(int what) {
    toSay.addLast(new byte[] {(byte) what});
  }

  private void hear(long count) throws ProtocolException {
    assertThat(ours.received(ByteBuffer.allocate(8).putLong(0, count))).isEmpty();
  }

  private void hear(long count, int message) throws ProtocolException {
    var frame = ByteBuffer.allocate(9).putLong(count).put((byte) message).flip();
    assertThat(ours.received(frame)).isPresent();
  }

  private String frame() {
    var frame = ours.next(ANY).orElseThrow();
    return frame.getLong() + ":" + (frame.hasRemaining() ? String.valueOf(frame.get()) : "");
  }
}
