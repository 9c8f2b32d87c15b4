package network.lumora.protocol.relay;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;

/**
 * The outermost form of a passage: one record after the other, in each direction.
 *
 * <pre>
 *  0      1        4
 *  | kind | length | body ... |      big-endian
 *   uint8   uint24
 * </pre>
 */
public final class Records {
  public static final int HEADER_BYTES = 4;

  /** Of the longest. */
  public static final int MAX_BYTES = HEADER_BYTES + RecordKind.FRAME.maxBytes();

  private Records() {}

  /**
   * Puts the header of a record into {@code out}.
   *
   * @throws IllegalArgumentException if its kind may not be that long
   */
  public static void begin(RecordKind kind, int bodyBytes, ByteBuffer out) {
    if (bodyBytes < 1 || bodyBytes > kind.maxBytes()) {
      throw new IllegalArgumentException("a %s of %d bytes".formatted(kind, bodyBytes));
    }
    out.putInt((kind.number() << 24) | bodyBytes);
  }

  /**
   * Reads the next record, header and all, into {@code into}, which is cleared and flipped: it can
   * be carried on as it is, and its body is what follows {@link #HEADER_BYTES}. Empty at an end
   * between records.
   *
   * @param into has an array and room for {@link #MAX_BYTES}
   * @throws EOFException at an end inside a record
   * @throws ProtocolException if what comes is no record
   */
  public static Optional<RecordKind> read(InputStream in, ByteBuffer into)
      throws IOException, ProtocolException {
    into.clear();
    var array = into.array();
    int count = in.readNBytes(array, into.arrayOffset(), HEADER_BYTES);
    if (count == 0) {
      return Optional.empty();
    }
    requireAll(count, HEADER_BYTES);
    var kind = kind(into.get(0));
    int length = into.getInt(0) & 0xFF_FFFF;
    if (length < 1 || length > kind.maxBytes()) {
      throw new ProtocolException(
          ErrorCode.TOO_LARGE,
          "a %s of %d bytes, not 1 to %d".formatted(kind, length, kind.maxBytes()));
    }
    requireAll(in.readNBytes(array, into.arrayOffset() + HEADER_BYTES, length), length);
    into.limit(HEADER_BYTES + length);
    return Optional.of(kind);
  }

  private static RecordKind kind(byte number) throws ProtocolException {
    return RecordKind.of(number)
        .orElseThrow(
            () ->
                new ProtocolException(
                    ErrorCode.UNKNOWN_TYPE, "a record of the unknown kind " + number));
  }

  private static void requireAll(int count, int expected) throws EOFException {
    if (count < expected) {
      throw new EOFException("a passage ended inside a record");
    }
  }
}
