package network.lumora.consumer.relay;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** An HTTP proxy on this computer, for CONNECT alone. Thread-safe. */
public final class LocalProxy implements AutoCloseable {
  private static final int MAX_CONNECTIONS = 512;
  private static final int BACKLOG = 128;
  private static final long TICK_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final ServerSocketChannel server;
  private final SiteRelays relays;
  private final Semaphore room = new Semaphore(MAX_CONNECTIONS);
  private volatile boolean closed;

  /**
   * @param listen of this computer: whoever can connect goes through on its owner's account
   */
  public LocalProxy(InetSocketAddress listen, SiteRelays relays) throws IOException {
    if (!listen.getAddress().isLoopbackAddress()) {
      throw new IOException(
          "expected an address of this computer, such as 127.0.0.1:8490: who can connect to the"
              + " proxy uses the sites that you opened");
    }
    this.server = ServerSocketChannel.open();
    this.relays = relays;
    try {
      server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      server.bind(listen, BACKLOG);
    } catch (IOException e) {
      server.close();
      throw new IOException(
          "cannot listen on %s (%s); choose another with --listen"
              .formatted(listen, e.getMessage()),
          e);
    }
  }

  public int port() {
    return server.socket().getLocalPort();
  }

  public void start() {
    Thread.ofVirtual().name("proxy").start(this::accept);
    Thread.ofVirtual().name("proxy-tick").start(this::tick);
  }

  private void tick() {
    while (!closed) {
      LockSupport.parkNanos(TICK_NANOS);
      relays.tick();
    }
  }

  private void accept() {
    while (!closed) {
      try {
        var socket = server.accept();
        if (room.tryAcquire()) {
          relays.threads().start("proxied", () -> serve(socket));
        } else {
          socket.close();
        }
      } catch (IOException e) {
        // The next one may come in, unless the proxy is closed.
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
      }
    }
  }

  private void serve(SocketChannel socket) {
    try (socket) {
      new Proxied(socket, relays).run();
    } catch (IOException e) {
      // The program has gone; there is nobody to tell.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      room.release();
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    server.close();
    relays.close();
  }
}
