package network.lumora.consumer.relay;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import network.lumora.protocol.relay.Outlet;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a program on this computer. For one thread that reads and one that writes; {@link
 * #offer} and {@link #close} from any.
 */
final class ProgramLine implements Outlet, Closeable {
  private final SocketChannel channel;
  private final Selector readable;

  /** Opened once the program is slower than the relay, which few are. */
  private volatile @Nullable Selector writable;

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

  /** Waits for bytes: how many, or -1 at the end. */
  int read(ByteBuffer into) throws IOException {
    int count = channel.read(into);
    while (count == 0) {
      await(readable);
      count = channel.read(into);
    }
    return count;
  }

  /** Waits until all are written. */
  void write(ByteBuffer bytes) throws IOException {
    var _ = channel.write(bytes);
    while (bytes.hasRemaining()) {
      await(untilWritable());
      var _ = channel.write(bytes);
    }
  }

  private Selector untilWritable() throws IOException {
    var known = writable;
    if (known == null) {
      known = selector(SelectionKey.OP_WRITE);
      writable = known;
      if (!channel.isOpen()) {
        known.close();
      }
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

  void endOutput() throws IOException {
    channel.shutdownOutput();
  }

  /** Wakes who waits; who begins to wait meanwhile finds the channel closed. */
  @Override
  public void close() throws IOException {
    channel.close();
    readable.close();
    var known = writable;
    if (known != null) {
      known.close();
    }
  }
}
