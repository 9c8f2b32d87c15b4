package network.lumora.systemtests.bench.bandwidth.foreground;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import network.lumora.systemtests.bed.Bed;
import network.lumora.systemtests.bed.Congestion;
import network.lumora.systemtests.bed.Host;

/** A web server's part in a download: sends as many bytes as it is asked for, over TCP cubic. */
public final class FetchServer implements Closeable {
  private static final int PORT = 9_103;
  private static final int PIECE_BYTES = 1 << 16;

  private final InetSocketAddress address;
  private final ServerSocketChannel listening;

  private FetchServer(InetSocketAddress address, ServerSocketChannel listening) {
    this.address = address;
    this.listening = listening;
  }

  public static FetchServer start(Bed bed) throws IOException {
    var address = new InetSocketAddress(bed.server(Congestion.CUBIC), PORT);
    var server = new FetchServer(address, bed.servers().listen(address));
    Thread.ofPlatform().name("fetch-server").daemon().start(server::serve);
    return server;
  }

  private void serve() {
    while (listening.isOpen()) {
      try (var client = listening.accept()) {
        answer(client);
      } catch (IOException e) {
        // The client left, or the server was closed.
      }
    }
  }

  private static void answer(SocketChannel client) throws IOException {
    var asked = ByteBuffer.allocate(Long.BYTES);
    while (asked.hasRemaining() && client.read(asked) >= 0) {}
    var piece = ByteBuffer.allocateDirect(PIECE_BYTES);
    long left = asked.getLong(0);
    while (left > 0) {
      left -= client.write(piece.clear().limit((int) Math.min(left, PIECE_BYTES)));
    }
  }

  /**
   * When a download began, with the first packet of its handshake, when its first bytes were there,
   * and when its last.
   */
  public record Fetched(long startNanos, long firstNanos, long endNanos) {
    public double seconds() {
      return (endNanos - startNanos) / 1e9;
    }
  }

  /** One download by a host, on a connection of its own. */
  public Fetched fetch(Host host, long bytes) throws IOException {
    return host.namespace()
        .run(
            () -> {
              long start = System.nanoTime();
              try (var channel = SocketChannel.open(address)) {
                var _ = channel.write(ByteBuffer.allocate(Long.BYTES).putLong(0, bytes));
                return new Fetched(start, drain(channel, bytes), System.nanoTime());
              }
            });
  }

  /** Tells when something came first. */
  private static long drain(SocketChannel channel, long bytes) throws IOException {
    var piece = ByteBuffer.allocateDirect(PIECE_BYTES);
    long left = bytes;
    long first = 0;
    while (left > 0) {
      int read = channel.read(piece.clear());
      if (read < 0) {
        throw new IOException("a download ended " + left + " bytes early");
      }
      first = left == bytes ? System.nanoTime() : first;
      left -= read;
    }
    return first;
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
