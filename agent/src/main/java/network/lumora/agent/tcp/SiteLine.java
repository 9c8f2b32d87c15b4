package network.lumora.agent.tcp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import network.lumora.protocol.passage.Connection;
import network.lumora.protocol.passage.Pace;

/** A connection to an opened destination, at the relay's pace. */
final class SiteLine implements Connection {
  /** Of what most streams carry little: to a site. */
  private static final int MOST_BYTES = 16 * 1024;

  private final SocketChannel channel;
  private final Pace pace;

  SiteLine(SocketChannel channel, Pace pace) {
    this.channel = channel;
    this.pace = pace;
  }

  @Override
  public int mostBytes() {
    return MOST_BYTES;
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    int count = channel.read(into.limit(Math.min(into.capacity(), pace.mostBytes())));
    if (count > 0) {
      pace.came(count);
    }
    return count;
  }

  @Override
  public void write(ByteBuffer bytes) throws IOException {
    pace.goes(bytes.remaining());
    while (bytes.hasRemaining()) {
      var _ = channel.write(bytes);
    }
  }

  /** Takes nothing: all that goes to a site may have to wait for the pace. */
  @Override
  public int offer(ByteBuffer bytes) {
    return 0;
  }

  @Override
  public void endOutput() throws IOException {
    channel.shutdownOutput();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
