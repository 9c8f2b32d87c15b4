package network.lumora.protocol.relay;

import java.nio.ByteBuffer;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;

/**
 * The direction of a stream in which this end receives. One thread.
 *
 * <p>The window doubles each time a whole one was read, so that only streams that are used hold
 * memory, and a stream whose reader is slow never holds more than it did.
 */
final class Incoming {
  /** Both ends know it, so that a stream may send before it has heard anything. */
  static final int FIRST_WINDOW_BYTES = 64 * 1024;

  /** Fills a line of 100 Mbit/s with a round trip of 80 ms. */
  static final int MAX_WINDOW_BYTES = 1024 * 1024;

  private final ByteQueue queue;
  private final Growth growth;
  private int window = FIRST_WINDOW_BYTES;
  private long limit = FIRST_WINDOW_BYTES;
  private long arrived;
  private long read;
  private long readAtGrowth;
  private boolean endArrived;
  private Outlet outlet = Outlet.NONE;

  Incoming(Growth growth, Blocks memory) {
    this.queue = new ByteQueue(memory);
    this.growth = growth;
  }

  void outlet(Outlet to) {
    outlet = to;
  }

  void data(long offset, ByteBuffer bytes) throws ProtocolException {
    requirePlace(offset);
    if (offset + bytes.remaining() > limit) {
      throw new ProtocolException(
          ErrorCode.OVER_LIMIT, "a stream's bytes go beyond its credit of " + limit);
    }
    arrived += bytes.remaining();
    if (queue.size() == 0) {
      passed(outlet.offer(bytes));
    }
    queue.add(bytes);
  }

  void end(long offset) throws ProtocolException {
    requirePlace(offset);
    endArrived = true;
  }

  private void requirePlace(long offset) throws ProtocolException {
    if (endArrived || offset != arrived) {
      throw new ProtocolException(
          ErrorCode.OUT_OF_ORDER,
          endArrived
              ? "a stream goes on after its end"
              : "a stream goes on at %d, expected was %d".formatted(offset, arrived));
    }
  }

  int read(ByteBuffer out) {
    int count = queue.remove(out);
    passed(count);
    return count;
  }

  private void passed(int count) {
    read += count;
    if (read - readAtGrowth >= window) {
      readAtGrowth = read;
      grow();
    }
  }

  private void grow() {
    if (window < MAX_WINDOW_BYTES && !endArrived && growth.take(window)) {
      window *= 2;
    }
  }

  boolean hasMessage() {
    return !endArrived && read + window - limit >= window / 2;
  }

  /** Credit, if some is due; whether it is. */
  boolean next(ByteBuffer out, int stream) {
    boolean isDue = hasMessage();
    if (isDue) {
      limit = read + window;
      MessageBytes.credit(out, stream, limit);
    }
    return isDue;
  }

  long arrived() {
    return arrived;
  }

  int waiting() {
    return queue.size();
  }

  /** The end has come, and all before it was read. */
  boolean isDone() {
    return endArrived && queue.size() == 0;
  }

  /** What it held goes back; nothing more is received. */
  void forget() {
    queue.clear();
    growth.give(window - FIRST_WINDOW_BYTES);
    window = FIRST_WINDOW_BYTES;
    endArrived = true;
  }
}
