package network.lumora.protocol.relay;

import java.util.ArrayDeque;
import java.util.Deque;

/** Memory in pieces of one size: what is free again is used again. One thread. */
final class Blocks {
  private final int blockBytes;
  private final int mostSpare;
  private final Deque<byte[]> spare = new ArrayDeque<>();

  /**
   * @param mostSpare blocks that are kept while nobody needs them
   */
  Blocks(int blockBytes, int mostSpare) {
    this.blockBytes = blockBytes;
    this.mostSpare = mostSpare;
  }

  byte[] take() {
    var block = spare.pollLast();
    return block == null ? new byte[blockBytes] : block;
  }

  /** Only blocks of its size are kept. */
  void give(byte[] block) {
    if (block.length == blockBytes && spare.size() < mostSpare) {
      spare.addLast(block);
    }
  }

  /** Nobody is busy. */
  void forget() {
    spare.clear();
  }
}
