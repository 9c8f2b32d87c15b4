package network.lumora.agent.tcp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import network.lumora.agent.relay.ClientHello;
import network.lumora.agent.relay.Closed;
import network.lumora.agent.relay.Door;
import network.lumora.agent.relay.Relay;
import network.lumora.agent.relay.ServerName;
import network.lumora.agent.relay.WayOut;
import network.lumora.protocol.message.OpenedDestination;
import network.lumora.protocol.passage.Piece;
import network.lumora.protocol.passage.StreamResetException;
import network.lumora.protocol.passage.TalkStream;
import network.lumora.protocol.relay.ResetCode;
import network.lumora.protocol.relay.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stream to an opened destination: the host's word, the entry, the first bytes and the guard
 * are asked in this order, and then the checked address is dialled.
 */
final class DoorStream {
  private static final Logger LOG = LoggerFactory.getLogger(DoorStream.class);

  private static final int CONNECT_MILLIS = 10_000;

  /** Small beside the minutes after which a stream that rests is reset. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final PortMeans means;
  private final Relay relay;
  private final Door door;
  private final TalkStream stream;
  private final ByteBuffer hello = ByteBuffer.allocate(ClientHello.MAX_BYTES);

  /**
   * @param means of whose streams this is one
   */
  DoorStream(PortMeans means, Relay relay, Door door, TalkStream stream) {
    this.means = means;
    this.relay = relay;
    this.door = door;
    this.stream = stream;
  }

  /** The top of the stream's thread. */
  void run() {
    try {
      lead();
    } catch (StreamResetException e) {
      LOG.debug("a stream was reset: {}", e.code());
    } catch (IOException e) {
      LOG.debug("a destination has gone: {}", e.getMessage());
      stream.reset(ResetCode.UNREACHABLE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("a stream failed by a fault of this program", e);
      stream.reset(ResetCode.INTERNAL);
    } finally {
      means.streams().release();
    }
  }

  private void lead() throws IOException, InterruptedException {
    var shut = isClosed();
    var closed = shut.isPresent() ? shut : readHello();
    if (closed.isPresent()) {
      stream.reset(code(closed.get()));
      return;
    }
    switch (means.wayOut().to(door.entry().host())) {
      case WayOut.Open(var addresses) -> connect(addresses);
      case WayOut.Prohibited(var detail) -> {
        LOG.info("an opened destination is not dialled: {}", detail);
        stream.reset(ResetCode.NOT_OPENED);
      }
      case WayOut.Unknown() -> stream.reset(ResetCode.UNREACHABLE);
    }
  }

  private Optional<Closed> isClosed() {
    var parts = means.desk().parts();
    return door.closedFor(
        stream.target(),
        relay.payer(),
        parts.allowance().settings().relaying().destinations(),
        parts.clock().instant());
  }

  private Optional<Closed> readHello() throws IOException, InterruptedException {
    while (true) {
      if (stream.read(hello) == Stream.END) {
        return Optional.of(Closed.NO_NAME);
      }
      var name = ClientHello.read(hello.duplicate().flip());
      if (!(name instanceof ServerName.NotYet)) {
        return door.closedFor(name);
      }
    }
  }

  private static ResetCode code(Closed closed) {
    return switch (closed) {
      case NOT_CONSENTED, NOT_OPENED, EXPIRED, OTHER_OWNER -> ResetCode.NOT_OPENED;
      case OTHER_NAME, NO_NAME -> ResetCode.OTHER_NAME;
    };
  }

  private void connect(List<InetAddress> addresses) throws IOException, InterruptedException {
    try (var site = dial(addresses)) {
      relay.has(site);
      try {
        carry(site);
      } finally {
        relay.lost(site);
      }
    }
  }

  private static SocketChannel dial(List<InetAddress> addresses) throws IOException {
    IOException last = new IOException("no address");
    for (var address : addresses) {
      var site = SocketChannel.open();
      try {
        site.socket()
            .connect(new InetSocketAddress(address, OpenedDestination.PORT), CONNECT_MILLIS);
        site.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return site;
      } catch (IOException e) {
        site.close();
        last = e;
      }
    }
    throw last;
  }

  private void carry(SocketChannel site) throws IOException, InterruptedException {
    var back = means.threads().start("relay-back", () -> back(site));
    try {
      forth(site);
    } finally {
      awaitEnd(back, site);
    }
  }

  /** A site that says nothing more is not waited for once the stream is over. */
  private void awaitEnd(Thread back, SocketChannel site) throws InterruptedException {
    while (!back.join(LOOK_AGAIN)) {
      if (stream.reset().isPresent()) {
        close(site);
      }
    }
  }

  /** A stream that rests too long is reset, which closes the connection. */
  private void forth(SocketChannel site) throws IOException, InterruptedException {
    try {
      for (var bytes = hello.flip(); ; bytes.flip()) {
        relay.pace().goes(bytes.remaining());
        write(site, bytes);
        if (stream.read(bytes.clear()) == Stream.END) {
          break;
        }
      }
      site.shutdownOutput();
    } catch (IOException e) {
      site.close();
      throw e;
    }
  }

  private static void write(SocketChannel site, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      var _ = site.write(bytes);
    }
  }

  private void back(SocketChannel site) {
    try {
      var piece = new Piece();
      for (var bytes = piece.next(); read(site, bytes) >= 0; bytes = piece.next()) {
        relay.pace().came(bytes.flip().remaining());
        stream.write(bytes);
      }
      stream.end();
    } catch (StreamResetException e) {
      LOG.debug("a stream was reset: {}", e.code());
      close(site);
    } catch (IOException e) {
      stream.reset(ResetCode.UNREACHABLE);
      close(site);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int read(SocketChannel site, ByteBuffer into) throws IOException {
    return site.read(into.limit(Math.min(into.capacity(), relay.pace().mostBytes())));
  }

  private static void close(SocketChannel site) {
    try {
      site.close();
    } catch (IOException e) {
      LOG.debug("a connection did not close: {}", e.getMessage());
    }
  }
}
