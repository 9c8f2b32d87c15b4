package network.lumora.consumer.relay;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import network.lumora.protocol.passage.Connection;
import network.lumora.protocol.passage.Piece;
import org.jspecify.annotations.Nullable;

/** A connection to a program on this computer. */
final class ProgramLine implements Connection {
  private final SocketChannel channel;
  private final Selector readable;

  /** Opened once the program is slower than the relay, which few are. */
  private @Nullable Selector writable;

  /**
   * @param channel from now on no thread waits for it anywhere else
   */
  ProgramLine(SocketChannel channel) throws IOException {
    this.channel = channel;
    channel.configureBlocking(false);
    this.readable = selector(SelectionKey.OP_READ);
  }

  private Selector selector(int operation) throws IOException {
    var selector = Selector.open();
    try {
      channel.register(selector, operation);
      return selector;
    } catch (IOException e) {
      selector.close();
      throw e;
    }
  }

  @Override
  public int mostBytes() {
    return Piece.MOST_BYTES;
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    int count = channel.read(into);
    while (count == 0) {
      await(readable);
      count = channel.read(into);
    }
    return count;
  }

  @Override
  public void write(ByteBuffer bytes) throws IOException {
    var _ = channel.write(bytes);
    while (bytes.hasRemaining()) {
      await(untilWritable());
      var _ = channel.write(bytes);
    }
  }

  /** Not while it is being closed, which would leave it open. */
  private synchronized Selector untilWritable() throws IOException {
    var known = writable;
    if (known == null) {
      known = selector(SelectionKey.OP_WRITE);
      writable = known;
    }
    return known;
  }

  private static void await(Selector selector) throws IOException {
    try {
      selector.select(_ -> {});
    } catch (ClosedSelectorException e) {
      throw new IOException("the connection was closed", e);
    }
  }

  /** What fails here fails again for the thread that writes. */
  @Override
  public int offer(ByteBuffer bytes) {
    try {
      return channel.write(bytes);
    } catch (IOException e) {
      return 0;
    }
  }

  @Override
  public void endOutput() throws IOException {
    channel.shutdownOutput();
  }

  /** Wakes who waits; who would wait from now on finds the channel closed. */
  @Override
  public void close() throws IOException {
    channel.close();
    closeSelectors();
  }

  private synchronized void closeSelectors() throws IOException {
    readable.close();
    if (writable != null) {
      writable.close();
    }
  }
}
