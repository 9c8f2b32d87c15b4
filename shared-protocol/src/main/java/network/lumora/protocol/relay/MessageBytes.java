package network.lumora.protocol.relay;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes a {@link StreamMessage}. */
final class MessageBytes {
  /** Of the longest. */
  static final int MAX_BYTES =
      StreamMessage.HEADER_BYTES + Long.BYTES + StreamMessage.MAX_DATA_BYTES;

  private MessageBytes() {}

  static void open(ByteBuffer out, int stream, String target) {
    begin(out, StreamMessage.OPEN, stream).put(target.getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * @param from moved on by {@code count}
   */
  static void data(ByteBuffer out, int stream, long offset, int count, ByteBuffer from) {
    begin(out, StreamMessage.DATA, stream).putLong(offset).put(from.slice(from.position(), count));
    from.position(from.position() + count);
  }

  static void credit(ByteBuffer out, int stream, long limit) {
    begin(out, StreamMessage.CREDIT, stream).putLong(limit);
  }

  static void end(ByteBuffer out, int stream, long offset) {
    begin(out, StreamMessage.END, stream).putLong(offset);
  }

  static void reset(ByteBuffer out, int stream, ResetCode code) {
    begin(out, StreamMessage.RESET, stream).put(code.number());
  }

  private static ByteBuffer begin(ByteBuffer out, byte type, int stream) {
    return out.put(type).putInt(stream);
  }
}
