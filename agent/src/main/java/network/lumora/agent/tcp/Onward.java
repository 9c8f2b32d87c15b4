package network.lumora.agent.tcp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import network.lumora.protocol.passage.Words;

/** Records on their way to a party: those that came together go together. One thread. */
final class Onward {
  private final Words to;
  private final List<ByteBuffer> records = new ArrayList<>();
  private int length;

  Onward(Words to) {
    this.to = to;
  }

  /**
   * Goes with the next {@link #write}.
   *
   * @param record whole; not changed until then
   */
  void add(ByteBuffer record) {
    records.add(record.duplicate().rewind());
    length += record.limit();
  }

  /** Whether no more is to go at once. */
  boolean isFull() {
    return length >= to.pace().mostBytes();
  }

  void write() throws IOException {
    if (length > 0) {
      to.pace().goes(length);
      to.write(records);
      records.clear();
      length = 0;
    }
  }
}
