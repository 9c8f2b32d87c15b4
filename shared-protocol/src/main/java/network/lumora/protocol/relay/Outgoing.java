package network.lumora.protocol.relay;

import java.nio.ByteBuffer;
import java.util.Optional;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;

/** The direction of a stream in which this end sends. One thread. */
final class Outgoing {
  /** What an application may write ahead of the line. */
  static final int QUEUE_BYTES = 64 * 1024;

  private final ByteQueue queue;
  private final Blocks messages;
  private long sent;
  private long limit = Incoming.FIRST_WINDOW_BYTES;
  private boolean endAsked;
  private boolean endSent;

  /**
   * @param messages memory of those that are full
   */
  Outgoing(Blocks memory, Blocks messages) {
    this.queue = new ByteQueue(memory);
    this.messages = messages;
  }

  int room() {
    return endAsked ? 0 : QUEUE_BYTES - queue.size();
  }

  /** Takes as much as there is room for. */
  int write(ByteBuffer bytes) {
    int count = Math.min(bytes.remaining(), room());
    queue.add(bytes.slice(bytes.position(), count));
    bytes.position(bytes.position() + count);
    return count;
  }

  long written() {
    return sent + queue.size();
  }

  void end() {
    endAsked = true;
  }

  void credit(long newLimit) throws ProtocolException {
    if (newLimit < limit) {
      throw new ProtocolException(
          ErrorCode.MALFORMED, "a stream's credit fell from %d to %d".formatted(limit, newLimit));
    }
    limit = newLimit;
  }

  boolean hasMessage() {
    return queue.size() > 0 ? sent < limit : endAsked && !endSent;
  }

  /** Data while there is any, and then the end. */
  Optional<byte[]> next(int stream, int mostBytes) {
    if (!hasMessage()) {
      return Optional.empty();
    }
    if (queue.size() == 0) {
      endSent = true;
      return Optional.of(MessageBytes.end(stream, sent));
    }
    int most = Math.clamp(mostBytes, 1, StreamMessage.MAX_DATA_BYTES);
    int count = (int) Math.min(limit - sent, Math.min(most, queue.size()));
    long offset = sent;
    sent += count;
    return Optional.of(MessageBytes.data(stream, offset, count, queue, messages));
  }

  boolean isDone() {
    return endSent;
  }

  void forget() {
    queue.clear();
  }
}
