package network.lumora.agent.tcp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.Semaphore;
import network.lumora.agent.relay.RelayDesk;
import network.lumora.agent.relay.WayOut;
import network.lumora.protocol.passage.PumpThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where parties of relays come in. Thread-safe. */
public final class RelayPort implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RelayPort.class);

  /** Both parties of each relay, and as many that are not let in yet. */
  private static final int MAX_CONNECTIONS = 4 * RelayDesk.ROOM;

  private static final int BACKLOG = 128;

  private final ServerSocket server;
  private final Semaphore room = new Semaphore(MAX_CONNECTIONS);
  private final PumpThreads threads = new PumpThreads();
  private volatile boolean closed;

  /**
   * @param listen port 0 is any
   */
  public RelayPort(InetSocketAddress listen) throws IOException {
    this.server = new ServerSocket();
    try {
      server.setReuseAddress(true);
      server.bind(listen, BACKLOG);
    } catch (IOException e) {
      server.close();
      throw new IOException(
          "cannot listen on TCP %s:%d (%s); stop what uses the port, or choose another"
              .formatted(listen.getAddress().getHostAddress(), listen.getPort(), e.getMessage()),
          e);
    }
  }

  public int port() {
    return server.getLocalPort();
  }

  /** Lets parties in from now on. */
  public void serve(RelayDesk desk, WayOut wayOut) {
    Thread.ofVirtual().name("relay-port").start(() -> accept(desk, wayOut));
  }

  private void accept(RelayDesk desk, WayOut wayOut) {
    while (!closed) {
      try {
        var socket = server.accept();
        if (room.tryAcquire()) {
          threads.start("relay-party", () -> visit(desk, wayOut, socket));
        } else {
          socket.close();
        }
      } catch (IOException e) {
        if (!closed) {
          LOG.warn("a party could not be let in: {}", e.getMessage());
        }
      }
    }
  }

  private void visit(RelayDesk desk, WayOut wayOut, Socket socket) {
    try (socket) {
      new Visit(desk, wayOut, threads, socket).run();
    } catch (IOException e) {
      LOG.debug("a party has gone: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("a relay failed by a fault of this program", e);
    } finally {
      room.release();
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    server.close();
  }
}
