package network.lumora.agent.link;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/** Passes bytes on and counts them, outside of the program whose meter is to be checked. */
final class CountingProxy implements AutoCloseable {
  final AtomicLong up = new AtomicLong();
  final AtomicLong down = new AtomicLong();
  private final ServerSocket server;

  /** The port to which new connections lead. */
  volatile int target;

  CountingProxy(int target) throws IOException {
    this.target = target;
    this.server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        var client = server.accept();
        var beyond = new Socket(InetAddress.getLoopbackAddress(), target);
        Thread.ofVirtual().start(() -> pump(client, beyond, up));
        Thread.ofVirtual().start(() -> pump(beyond, client, down));
      }
    } catch (IOException e) {
      return;
    }
  }

  private static void pump(Socket from, Socket to, AtomicLong count) {
    try (from;
        to) {
      var buffer = new byte[8_192];
      var in = from.getInputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        count.addAndGet(n);
        to.getOutputStream().write(buffer, 0, n);
      }
    } catch (IOException e) {
      return;
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
