package network.lumora.agent.tcp;

import java.io.IOException;
import java.nio.ByteBuffer;
import network.lumora.protocol.passage.Words;

/** Records on their way to a party: those that came together go together. One thread. */
final class Onward {
  private final Words to;
  private byte[] array = {};
  private int start;
  private int length;

  Onward(Words to) {
    this.to = to;
  }

  /**
   * Goes with the next {@link #write}.
   *
   * @param record whole; follows those that wait in the same array
   */
  void add(ByteBuffer record) {
    if (length == 0) {
      array = record.array();
      start = record.arrayOffset();
    }
    length += record.limit();
  }

  /** Whether no more is to go at once. */
  boolean isFull() {
    return length >= to.pace().mostBytes();
  }

  void write() throws IOException {
    if (length > 0) {
      to.pace().goes(length);
      synchronized (to.out()) {
        to.out().write(array, start, length);
      }
      length = 0;
    }
  }
}
