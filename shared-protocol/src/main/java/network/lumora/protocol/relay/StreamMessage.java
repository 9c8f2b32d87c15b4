package network.lumora.protocol.relay;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;

/**
 * What the two ends of a {@link Multiplexer} say of one stream.
 *
 * <pre>
 *  0      1        5
 *  | type | stream | ...            big-endian; a stream's number is a uint31
 *    1  open    target, 1 to 300 printable ASCII characters
 *    2  data    offset uint63, bytes: 1 to 32,768
 *    3  credit  limit uint63
 *    4  end     offset uint63
 *    5  reset   code uint8
 * </pre>
 */
sealed interface StreamMessage {
  int MAX_DATA_BYTES = 32 * 1024;
  int MAX_TARGET_BYTES = 300;
  int HEADER_BYTES = 1 + Integer.BYTES;

  byte OPEN = 1;
  byte DATA = 2;
  byte CREDIT = 3;
  byte END = 4;
  byte RESET = 5;

  int stream();

  /** The caller's streams are odd, the callee's even; each counts upwards without gaps. */
  record Open(int stream, String target) implements StreamMessage {}

  /**
   * @param offset of the first byte in its stream and direction
   * @param bytes shares memory with the message
   */
  record Data(int stream, long offset, ByteBuffer bytes) implements StreamMessage {}

  /** You may send up to, not including, this offset. It never falls. */
  record Credit(int stream, long limit) implements StreamMessage {}

  /** No byte follows at this offset; the other direction goes on. */
  record End(int stream, long offset) implements StreamMessage {}

  /** The stream is over in both directions. */
  record Reset(int stream, ResetCode code) implements StreamMessage {}

  static StreamMessage read(ByteBuffer in) throws ProtocolException {
    require(in.remaining() > HEADER_BYTES, "a stream's message is cut");
    byte type = in.get();
    int stream = in.getInt();
    require(stream > 0, "a stream's number is not positive");
    return switch (type) {
      case OPEN -> new Open(stream, target(in));
      case DATA -> data(stream, in);
      case CREDIT -> new Credit(stream, lastOffset(in));
      case END -> new End(stream, lastOffset(in));
      case RESET -> reset(stream, in);
      default ->
          throw new ProtocolException(
              ErrorCode.UNKNOWN_TYPE, "a stream's message has the unknown type " + type);
    };
  }

  private static String target(ByteBuffer in) throws ProtocolException {
    require(in.remaining() <= MAX_TARGET_BYTES, "a stream's target is too long");
    var target = StandardCharsets.ISO_8859_1.decode(in).toString();
    require(isTarget(target), "a stream's target is not printable ASCII");
    return target;
  }

  static boolean isTarget(String target) {
    return !target.isEmpty()
        && target.length() <= MAX_TARGET_BYTES
        && target.chars().allMatch(c -> c >= '!' && c <= '~');
  }

  private static Data data(int stream, ByteBuffer in) throws ProtocolException {
    require(in.remaining() > Long.BYTES, "data without a byte");
    long offset = offset(in);
    require(in.remaining() <= MAX_DATA_BYTES, "data of " + in.remaining() + " bytes");
    return new Data(stream, offset, in.slice());
  }

  private static Reset reset(int stream, ByteBuffer in) throws ProtocolException {
    require(in.remaining() == 1, "a reset has one code");
    return new Reset(stream, ResetCode.of(in.get()));
  }

  private static long lastOffset(ByteBuffer in) throws ProtocolException {
    require(in.remaining() == Long.BYTES, "an offset has eight bytes");
    return offset(in);
  }

  private static long offset(ByteBuffer in) throws ProtocolException {
    long offset = in.getLong();
    require(offset >= 0, "an offset is negative");
    return offset;
  }

  private static void require(boolean holds, String otherwise) throws ProtocolException {
    if (!holds) {
      throw new ProtocolException(ErrorCode.MALFORMED, otherwise);
    }
  }
}
