package network.lumora.protocol.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.relay.Conversation.Life;
import network.lumora.protocol.seal.FrameSecret.End;

/** One end with what is on its way to it. */
final class Party {
  final Multiplexer streams;
  final Conversation conversation;
  final Deque<byte[]> arriving = new ArrayDeque<>();

  Party(End us, Limits limits, ManualNanos nanos) {
    this.streams = new Multiplexer(us, limits, nanos);
    this.conversation = new Conversation(streams, Life.MANY_PASSAGES, nanos);
  }

  /** Puts one frame on the line, if there is one. */
  boolean send(Party to) {
    boolean may = conversation.hasNext();
    var frame = conversation.next(StreamMessage.MAX_DATA_BYTES);
    assertThat(may || frame.isEmpty()).as("what is to be said was announced").isTrue();
    frame.ifPresent(each -> to.arriving.addLast(bytes(each)));
    return frame.isPresent();
  }

  /** Takes one frame from the line, if there is one. */
  boolean take() throws ProtocolException {
    var frame = arriving.pollFirst();
    if (frame == null) {
      return false;
    }
    Optional<ByteBuffer> message = conversation.received(ByteBuffer.wrap(frame));
    if (message.isPresent()) {
      streams.received(message.get());
    }
    return true;
  }

  /** All that is said until nobody has anything to say. */
  static void settle(Party one, Party other) throws ProtocolException {
    while (moved(one, other)) {
      one.take();
      other.take();
    }
  }

  private static boolean moved(Party one, Party other) {
    boolean fromOne = one.send(other);
    boolean fromOther = other.send(one);
    return fromOne || fromOther || !one.arriving.isEmpty() || !other.arriving.isEmpty();
  }

  /** A passage breaks, and what was on it is lost; there is another. */
  static void renew(Party one, Party other) {
    one.arriving.clear();
    other.arriving.clear();
    one.conversation.passageDown();
    other.conversation.passageDown();
    one.conversation.passageUp();
    other.conversation.passageUp();
  }

  private static byte[] bytes(ByteBuffer buffer) {
    var bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
