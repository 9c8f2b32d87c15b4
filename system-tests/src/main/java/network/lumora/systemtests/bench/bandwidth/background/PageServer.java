package network.lumora.systemtests.bench.bandwidth.background;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import network.lumora.systemtests.bed.Bed;

/** A web server with one large page, on connections that stay. */
final class PageServer implements Closeable {
  /** Large as pages go. */
  private static final int PAGE_BYTES = 4 << 20;

  private static final int PIECE_BYTES = 1 << 16;

  private static final String HEADERS =
      "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: " + PAGE_BYTES + "\r\n\r\n";

  private final ServerSocketChannel listening;

  private PageServer(ServerSocketChannel listening) {
    this.listening = listening;
  }

  static PageServer start(Bed bed, InetSocketAddress address) throws IOException {
    var server = new PageServer(bed.servers().listen(address));
    Thread.ofPlatform().name("pages").daemon().start(server::serve);
    return server;
  }

  private void serve() {
    while (listening.isOpen()) {
      try {
        var client = listening.accept();
        Thread.ofPlatform().name("page").daemon().start(() -> answer(client));
      } catch (IOException e) {
        // Closed: the loop ends.
      }
    }
  }

  private static void answer(SocketChannel client) {
    var asked = ByteBuffer.allocate(PIECE_BYTES);
    try (client) {
      while (client.read(asked.clear()) >= 0) {
        client.write(ByteBuffer.wrap(HEADERS.getBytes(StandardCharsets.US_ASCII)));
        sendPage(client);
      }
    } catch (IOException e) {
      // The client left.
    }
  }

  private static void sendPage(SocketChannel client) throws IOException {
    var piece = ByteBuffer.allocateDirect(PIECE_BYTES);
    int left = PAGE_BYTES;
    while (left > 0) {
      left -= client.write(piece.clear().limit(Math.min(left, PIECE_BYTES)));
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
