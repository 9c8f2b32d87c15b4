package network.lumora.protocol.relay;

import java.nio.ByteBuffer;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;

/**
 * The direction of a stream in which this end sends. One thread.
 *
 * <p>What is to be sent stays where its writer has it until it goes into a message: nothing is
 * copied before, and however many streams wait, they hold no memory.
 */
final class Outgoing {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private ByteBuffer lent = NOTHING;
  private long sent;
  private long limit = Incoming.FIRST_WINDOW_BYTES;
  private boolean endAsked;
  private boolean endSent;

  /** Whether {@link #lend} would take something. */
  boolean hasRoom() {
    return !endAsked && !lent.hasRemaining();
  }

  /**
   * The writer must not change what remains of {@code bytes}; their position shows what is left.
   */
  void lend(ByteBuffer bytes) {
    lent = bytes;
  }

  long written() {
    return sent + lent.remaining();
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
    return lent.hasRemaining() ? sent < limit : endAsked && !endSent;
  }

  /**
   * Data while there is any, and then the end.
   *
   * @param mostBytes of data; none if 0
   * @return whether there was a message
   */
  boolean next(ByteBuffer out, int stream, int mostBytes) {
    if (!hasMessage()) {
      return false;
    }
    if (!lent.hasRemaining()) {
      endSent = true;
      MessageBytes.end(out, stream, sent);
      return true;
    }
    int most = Math.min(mostBytes, StreamMessage.MAX_DATA_BYTES);
    int count = (int) Math.min(limit - sent, Math.min(most, lent.remaining()));
    if (count == 0) {
      return false;
    }
    MessageBytes.data(out, stream, sent, count, lent);
    sent += count;
    if (!lent.hasRemaining()) {
      lent = NOTHING;
    }
    return true;
  }

  boolean isDone() {
    return endSent;
  }

  void forget() {
    lent = NOTHING;
  }
}
