package network.lumora.protocol.seal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** Cuts a stream into segments and knows which one is the last. One thread. */
final class Segments {
  private final InputStream in;
  private byte[] current;
  private byte[] ahead;
  private int length;
  private int lengthAhead;

  /** Reads the first segment; an empty stream has one empty segment. */
  Segments(InputStream in, int firstSegmentBytes, int segmentBytes) throws IOException {
    this.in = in;
    this.current = new byte[segmentBytes];
    this.ahead = new byte[segmentBytes];
    this.length = in.readNBytes(current, 0, firstSegmentBytes);
    this.lengthAhead = in.readNBytes(ahead, 0, segmentBytes);
  }

  /** The present segment; valid until {@link #advance}. */
  ByteBuffer segment() {
    return ByteBuffer.wrap(current, 0, length);
  }

  boolean isLast() {
    return lengthAhead == 0;
  }

  void advance() throws IOException {
    var free = current;
    current = ahead;
    length = lengthAhead;
    ahead = free;
    lengthAhead = in.readNBytes(ahead, 0, ahead.length);
  }
}
