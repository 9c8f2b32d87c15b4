package network.lumora.protocol.passage;

import java.nio.ByteBuffer;

/**
 * Memory for one piece of a stream after the other, outside of the heap: little until a piece has
 * filled it, so that many slow streams hold little. One thread.
 */
public final class Piece {
  private static final int FIRST_BYTES = 8 * 1024;

  /** Two records. */
  public static final int MOST_BYTES = 64 * 1024;

  private final int mostBytes;
  private ByteBuffer bytes = ByteBuffer.allocateDirect(FIRST_BYTES).limit(0);

  Piece() {
    this(MOST_BYTES);
  }

  /**
   * @param mostBytes 8 KiB or more
   */
  Piece(int mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** Room for the next, which is to be flipped when it is there; the one before is gone. */
  public ByteBuffer next() {
    boolean wasFull = bytes.limit() == bytes.capacity();
    if (wasFull && bytes.capacity() < mostBytes) {
      bytes = ByteBuffer.allocateDirect(mostBytes);
    }
    return bytes.clear();
  }
}
