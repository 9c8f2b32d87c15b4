package network.lumora.systemtests.bench.bandwidth.background;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import network.lumora.systemtests.bed.Bed;

/** A web server with pages of many sizes, on connections that stay. */
final class PageServer implements Closeable {
  /** In turn on each connection, whatever is asked for. */
  private static final int[] PAGE_KIBIBYTES = {1_024, 128, 4_096, 512, 2_048, 256};

  private static final int PIECE_BYTES = 1 << 16;

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
      for (int page = client.socket().getPort(); client.read(asked.clear()) >= 0; page++) {
        int bytes = PAGE_KIBIBYTES[page % PAGE_KIBIBYTES.length] << 10;
        client.write(headers(bytes));
        sendPage(client, bytes);
      }
    } catch (IOException e) {
      // The client left.
    }
  }

  private static ByteBuffer headers(int bodyBytes) {
    var text =
        "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n"
            .formatted(bodyBytes);
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static void sendPage(SocketChannel client, int bytes) throws IOException {
    var piece = ByteBuffer.allocateDirect(PIECE_BYTES);
    int left = bytes;
    while (left > 0) {
      left -= client.write(piece.clear().limit(Math.min(left, PIECE_BYTES)));
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
