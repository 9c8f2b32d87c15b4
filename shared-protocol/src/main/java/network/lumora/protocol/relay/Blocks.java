package network.lumora.protocol.relay;

import java.util.ArrayDeque;
import java.util.Deque;

/** Memory of the queues of one multiplexer: what is free again is used again. One thread. */
final class Blocks {
  static final int BLOCK_BYTES = 8 * 1024;

  /** A stream's data message: what a busy stream that nobody holds up takes and gives. */
  private static final int MOST_SPARE = StreamMessage.MAX_DATA_BYTES / BLOCK_BYTES;

  private final Deque<byte[]> spare = new ArrayDeque<>(MOST_SPARE);

  byte[] take() {
    var block = spare.pollLast();
    return block == null ? new byte[BLOCK_BYTES] : block;
  }

  void give(byte[] block) {
    if (spare.size() < MOST_SPARE) {
      spare.addLast(block);
    }
  }

  /** Nobody is busy. */
  void forget() {
    spare.clear();
  }
}
