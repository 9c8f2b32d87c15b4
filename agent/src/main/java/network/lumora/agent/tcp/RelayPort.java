package network.lumora.agent.tcp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
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

  /** Each may hold 80 KiB outside of the heap, all together 40 % of what an agent has there. */
  private static final int MAX_STREAMS = 320;

  /** Twenty busy streams at a time are more than a home's line carries. */
  private static final int THREADS = 64;

  private final ServerSocketChannel server;
  private final Semaphore room = new Semaphore(MAX_CONNECTIONS);
  private final PumpThreads threads = new PumpThreads(THREADS);
  private final Semaphore streams = new Semaphore(MAX_STREAMS);
  private volatile boolean closed;

  /**
   * @param listen port 0 is any
   */
  public RelayPort(InetSocketAddress listen) throws IOException {
    this.server = ServerSocketChannel.open();
    try {
      server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
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
    return server.socket().getLocalPort();
  }

  /** Lets parties in from now on. */
  public void serve(RelayDesk desk, WayOut wayOut) {
    var means = new PortMeans(desk, wayOut, threads, streams);
    Thread.ofVirtual().name("relay-port").start(() -> accept(means));
  }

  private void accept(PortMeans means) {
    while (!closed) {
      try {
        var line = server.accept();
        if (room.tryAcquire()) {
          threads.start("relay-party", () -> visit(means, line));
        } else {
          line.close();
        }
      } catch (IOException e) {
        if (!closed) {
          LOG.warn("a party could not be let in: {}", e.getMessage());
        }
      }
    }
  }

  private void visit(PortMeans means, SocketChannel line) {
    try (line) {
      new Visit(means, line).run();
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
