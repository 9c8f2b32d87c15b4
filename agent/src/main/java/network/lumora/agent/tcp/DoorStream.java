package network.lumora.agent.tcp;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import network.lumora.agent.relay.ClientHello;
import network.lumora.agent.relay.Closed;
import network.lumora.agent.relay.Door;
import network.lumora.agent.relay.Relay;
import network.lumora.agent.relay.RelayDesk;
import network.lumora.agent.relay.ServerName;
import network.lumora.agent.relay.WayOut;
import network.lumora.protocol.message.OpenedDestination;
import network.lumora.protocol.passage.PumpThreads;
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

  /** Two records; 200 streams at rest hold 13 MB. */
  private static final int MOST_READ_BYTES = 64 * 1024;

  /** A site that says nothing for so long has forgotten us. */
  private static final int SILENCE_MILLIS = 300_000;

  private final RelayDesk desk;
  private final Relay relay;
  private final Door door;
  private final WayOut wayOut;
  private final PumpThreads threads;
  private final TalkStream stream;
  private final ByteBuffer hello = ByteBuffer.allocate(ClientHello.MAX_BYTES);

  DoorStream(
      RelayDesk desk,
      Relay relay,
      Door door,
      WayOut wayOut,
      PumpThreads threads,
      TalkStream stream) {
    this.desk = desk;
    this.relay = relay;
    this.door = door;
    this.wayOut = wayOut;
    this.threads = threads;
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
    }
  }

  private void lead() throws IOException, InterruptedException {
    var shut = isClosed();
    var closed = shut.isPresent() ? shut : readHello();
    if (closed.isPresent()) {
      stream.reset(code(closed.get()));
      return;
    }
    switch (wayOut.to(door.entry().host())) {
      case WayOut.Open(var addresses) -> connect(addresses);
      case WayOut.Prohibited(var detail) -> {
        LOG.info("an opened destination is not dialled: {}", detail);
        stream.reset(ResetCode.NOT_OPENED);
      }
      case WayOut.Unknown() -> stream.reset(ResetCode.UNREACHABLE);
    }
  }

  private Optional<Closed> isClosed() {
    var parts = desk.parts();
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
    try (var socket = dial(addresses)) {
      relay.has(socket);
      try {
        carry(socket);
      } finally {
        relay.lost(socket);
      }
    }
  }

  private static Socket dial(List<InetAddress> addresses) throws IOException {
    IOException last = new IOException("no address");
    for (var address : addresses) {
      var socket = new Socket();
      try {
        socket.connect(new InetSocketAddress(address, OpenedDestination.PORT), CONNECT_MILLIS);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(SILENCE_MILLIS);
        return socket;
      } catch (IOException e) {
        socket.close();
        last = e;
      }
    }
    throw last;
  }

  private void carry(Socket socket) throws IOException, InterruptedException {
    var back = threads.start("relay-back", () -> back(socket));
    try {
      forth(socket);
    } finally {
      back.join();
    }
  }

  private void forth(Socket socket) throws IOException, InterruptedException {
    try {
      var out = socket.getOutputStream();
      for (var bytes = hello.flip(); ; bytes.flip()) {
        relay.pace().goes(bytes.remaining());
        out.write(bytes.array(), bytes.arrayOffset(), bytes.remaining());
        if (stream.read(bytes.clear()) == Stream.END) {
          break;
        }
      }
      socket.shutdownOutput();
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private void back(Socket socket) {
    var bytes = ByteBuffer.allocate(MOST_READ_BYTES);
    try {
      var in = socket.getInputStream();
      for (int count = read(in, bytes); count >= 0; count = read(in, bytes)) {
        relay.pace().came(count);
        stream.write(bytes.clear().limit(count));
      }
      stream.end();
    } catch (StreamResetException e) {
      LOG.debug("a stream was reset: {}", e.code());
      close(socket);
    } catch (IOException e) {
      stream.reset(ResetCode.UNREACHABLE);
      close(socket);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int read(InputStream in, ByteBuffer into) throws IOException {
    int most = Math.min(into.capacity(), relay.pace().mostBytes());
    return in.read(into.array(), into.arrayOffset(), most);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.debug("a connection did not close: {}", e.getMessage());
    }
  }
}
