package network.lumora.protocol.relay;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Optional;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;

/** Takes records from a connection, as many with one read as have come. One thread. */
public final class RecordReader {
  /** Whoever says no more than who he is gets no more memory. */
  private static final int FIRST_BYTES = 8 * 1024;

  private final ReadableByteChannel in;
  private final int mostBytes;

  /** What has come and was not taken, between position and limit; outside of the heap. */
  private ByteBuffer waiting = ByteBuffer.allocateDirect(FIRST_BYTES).limit(0);

  /**
   * @param mostBytes to read ahead; at least {@link Records#MAX_BYTES}
   */
  public RecordReader(ReadableByteChannel in, int mostBytes) {
    if (mostBytes < Records.MAX_BYTES) {
      throw new IllegalArgumentException("the longest record has to fit into " + mostBytes);
    }
    this.in = in;
    this.mostBytes = mostBytes;
  }

  /**
   * The next record; empty at an end between records. It holds until the next call that finds
   * {@link #hasNext} false.
   *
   * @throws EOFException at an end inside a record
   * @throws ProtocolException if what comes is no record
   */
  public Optional<WholeRecord> next() throws IOException, ProtocolException {
    while (!hasNext()) {
      if (!readMore()) {
        return Optional.empty();
      }
    }
    int bytes = nextBytes();
    var taken = new WholeRecord(nextKind(), waiting.slice(waiting.position(), bytes));
    waiting.position(waiting.position() + bytes);
    return Optional.of(taken);
  }

  /** Whether a whole record has come, so that {@link #next} will not wait. */
  public boolean hasNext() throws ProtocolException {
    return waiting.remaining() >= Records.HEADER_BYTES && waiting.remaining() >= nextBytes();
  }

  private int nextBytes() throws ProtocolException {
    var kind = nextKind();
    int length = waiting.getInt(waiting.position()) & 0xFF_FFFF;
    if (length < 1 || length > kind.maxBytes()) {
      throw new ProtocolException(
          ErrorCode.TOO_LARGE,
          "a %s of %d bytes, not 1 to %d".formatted(kind, length, kind.maxBytes()));
    }
    return Records.HEADER_BYTES + length;
  }

  private RecordKind nextKind() throws ProtocolException {
    byte number = waiting.get(waiting.position());
    return RecordKind.of(number)
        .orElseThrow(
            () ->
                new ProtocolException(
                    ErrorCode.UNKNOWN_TYPE, "a record of the unknown kind " + number));
  }

  private boolean readMore() throws IOException {
    makeRoom();
    int count = in.read(waiting);
    boolean isCut = waiting.flip().hasRemaining();
    if (count < 0 && isCut) {
      throw new EOFException("a passage ended inside a record");
    }
    return count >= 0;
  }

  /** Behind what waits. */
  private void makeRoom() {
    if (waiting.remaining() < FIRST_BYTES || waiting.capacity() == mostBytes) {
      waiting.compact();
    } else {
      waiting = ByteBuffer.allocateDirect(mostBytes).put(waiting);
    }
  }
}
