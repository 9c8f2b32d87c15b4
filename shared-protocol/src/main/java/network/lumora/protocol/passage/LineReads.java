package network.lumora.protocol.passage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SocketChannel;

/**
 * What comes on a connection: no read waits longer than its socket's timeout, if that has one. A
 * channel's own reads wait for ever, and cost a third of those that do not. One thread.
 */
public final class LineReads implements ReadableByteChannel {
  private static final int TIMED_BYTES = 4 * 1024;

  private final SocketChannel line;

  /**
   * @param line blocks
   */
  public LineReads(SocketChannel line) {
    this.line = line;
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    return line.socket().getSoTimeout() == 0 ? line.read(into) : timedRead(into);
  }

  private int timedRead(ByteBuffer into) throws IOException {
    var bytes = new byte[Math.min(into.remaining(), TIMED_BYTES)];
    int count = line.socket().getInputStream().read(bytes);
    into.put(bytes, 0, Math.max(0, count));
    return count;
  }

  @Override
  public boolean isOpen() {
    return line.isOpen();
  }

  @Override
  public void close() throws IOException {
    line.close();
  }
}
