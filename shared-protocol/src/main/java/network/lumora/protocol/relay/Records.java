package network.lumora.protocol.relay;

import java.nio.ByteBuffer;

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
}
