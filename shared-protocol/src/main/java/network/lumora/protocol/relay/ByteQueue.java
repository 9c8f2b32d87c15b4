package network.lumora.protocol.relay;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Bytes in the order in which they came. One thread; the caller bounds it. Memory is that of the
 * bytes and at most two blocks, however small the pieces are; an empty one holds nothing.
 */
final class ByteQueue {
  static final int BLOCK_BYTES = 8 * 1024;

  private final Blocks memory;
  private final Deque<byte[]> blocks = new ArrayDeque<>();
  private int size;

  /** Where the first byte is in the first block. */
  private int start;

  ByteQueue(Blocks memory) {
    this.memory = memory;
  }

  int size() {
    return size;
  }

  /** Takes all that remains of {@code bytes}. */
  void add(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      int at = (start + size) % BLOCK_BYTES;
      if (at == 0 || blocks.isEmpty()) {
        blocks.addLast(memory.take());
      }
      int count = Math.min(bytes.remaining(), BLOCK_BYTES - at);
      bytes.get(blocks.getLast(), at, count);
      size += count;
    }
  }

  /** Moves as many as there are, and {@code out} has room for. */
  int remove(ByteBuffer out) {
    int total = Math.min(size, out.remaining());
    for (int left = total; left > 0; ) {
      int count = Math.min(left, BLOCK_BYTES - start);
      out.put(blocks.getFirst(), start, count);
      left -= count;
      skip(count);
    }
    return total;
  }

  private void skip(int count) {
    size -= count;
    start += count;
    if (size == 0) {
      clear();
    } else if (start == BLOCK_BYTES) {
      memory.give(blocks.removeFirst());
      start = 0;
    }
  }

  void clear() {
    blocks.forEach(memory::give);
    blocks.clear();
    size = 0;
    start = 0;
  }
}
