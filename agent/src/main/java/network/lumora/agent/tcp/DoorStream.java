package network.lumora.agent.tcp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Optional;
import network.lumora.agent.relay.ClientHello;
import network.lumora.agent.relay.Closed;
import network.lumora.agent.relay.Door;
import network.lumora.agent.relay.Relay;
import network.lumora.agent.relay.ServerName;
import network.lumora.agent.relay.WayOut;
import network.lumora.protocol.message.OpenedDestination;
import network.lumora.protocol.passage.Crossing;
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
      wasReset(e.code());
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
    try (var channel = dial(addresses)) {
      relay.has(channel);
      try {
        carry(new SiteLine(channel, relay.pace()));
      } finally {
        relay.lost(channel);
      }
    }
  }

  private void carry(SiteLine site) throws IOException, InterruptedException {
    site.write(hello.flip());
    new Crossing(site, stream, ResetCode.UNREACHABLE, DoorStream::wasReset, means.threads())
        .carry(ByteBuffer.allocate(0));
  }

  private static void wasReset(ResetCode code) {
    LOG.debug("a stream was reset: {}", code);
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
}
