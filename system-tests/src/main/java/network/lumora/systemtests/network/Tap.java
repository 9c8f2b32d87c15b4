package network.lumora.systemtests.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Passes TCP connections on to another loopback port, and may keep or change what flows. */
public final class Tap implements AutoCloseable {
  /**
   * Sees every piece before it is passed on; one call at a time for each direction of a connection.
   */
  public interface Watcher {
    void see(byte[] bytes, int length);
  }

  /** Makes the watchers of a new connection. */
  public interface Watching {
    Watcher watcher(boolean towardsServer);
  }

  private final ServerSocket server;
  private final int target;
  private final Watching watching;
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  public Tap(int targetPort, Watching watching) throws IOException {
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.target = targetPort;
    this.watching = watching;
    Thread.ofVirtual().name("tap").start(this::accept);
  }

  public int port() {
    return server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        var client = server.accept();
        var upstream = new Socket(InetAddress.getLoopbackAddress(), target);
        open.add(client);
        open.add(upstream);
        pass(client, upstream, watching.watcher(true));
        pass(upstream, client, watching.watcher(false));
      } catch (IOException e) {
        // The tap was closed, or the server behind it is away: the client sees a closed connection.
      }
    }
  }

  private static void pass(Socket from, Socket to, Watcher watcher) {
    Thread.ofVirtual()
        .name("tap-pass")
        .start(
            () -> {
              try (from;
                  to) {
                copy(from.getInputStream(), to.getOutputStream(), watcher);
              } catch (IOException e) {
                // One side went away; both are closed now.
              }
            });
  }

  private static void copy(InputStream in, OutputStream out, Watcher watcher) throws IOException {
    byte[] buffer = new byte[16_384];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      watcher.see(buffer, read);
      out.write(buffer, 0, read);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (var socket : open) {
      socket.close();
    }
  }
}
