package network.lumora.protocol.relay;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes a {@link StreamMessage}, behind the room that a {@link Conversation} needs before it. */
final class MessageBytes {
  private MessageBytes() {}

  static byte[] open(int stream, String target) {
    var ascii = target.getBytes(StandardCharsets.US_ASCII);
    var message = withRoomFor(ascii.length);
    begin(message, StreamMessage.OPEN, stream).put(ascii);
    return message;
  }

  /** Of a data message that is full. */
  static final int MOST_BYTES =
      Conversation.HEADER_BYTES
          + StreamMessage.HEADER_BYTES
          + Long.BYTES
          + StreamMessage.MAX_DATA_BYTES;

  /**
   * @param memory of full messages
   */
  static byte[] data(int stream, long offset, int bytes, ByteQueue from, Blocks memory) {
    var message =
        bytes == StreamMessage.MAX_DATA_BYTES ? memory.take() : withRoomFor(Long.BYTES + bytes);
    from.remove(begin(message, StreamMessage.DATA, stream).putLong(offset));
    return message;
  }

  static byte[] credit(int stream, long limit) {
    return withOffset(StreamMessage.CREDIT, stream, limit);
  }

  static byte[] end(int stream, long offset) {
    return withOffset(StreamMessage.END, stream, offset);
  }

  static byte[] reset(int stream, ResetCode code) {
    var message = withRoomFor(1);
    begin(message, StreamMessage.RESET, stream).put(code.number());
    return message;
  }

  private static byte[] withOffset(byte type, int stream, long offset) {
    var message = withRoomFor(Long.BYTES);
    begin(message, type, stream).putLong(offset);
    return message;
  }

  private static byte[] withRoomFor(int bodyBytes) {
    return new byte[Conversation.HEADER_BYTES + StreamMessage.HEADER_BYTES + bodyBytes];
  }

  private static ByteBuffer begin(byte[] message, byte type, int stream) {
    return ByteBuffer.wrap(message).position(Conversation.HEADER_BYTES).put(type).putInt(stream);
  }
}
