package network.lumora.agent.dbus;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/** One connection to a message bus. One thread, but for {@link #close}. */
final class Bus implements AutoCloseable {
  static final String NAME = "org.freedesktop.DBus";

  /** Signals that come between call and reply; when more come, the newest say it all. */
  private static final int MAX_KEPT = 64;

  private static final int MAX_LINE = 512;

  private final SocketChannel channel;
  private final InputStream in;
  private final MessageReader reader;
  private final Queue<BusMessage> signals = new ArrayDeque<>();
  private int serial;

  private Bus(SocketChannel channel) {
    this.channel = channel;
    this.in = new BufferedInputStream(Channels.newInputStream(channel));
    this.reader = new MessageReader(in);
  }

  /** Connects, and proves by the socket itself who we are (SASL EXTERNAL). */
  static Bus open(Path socket) throws IOException {
    var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.connect(UnixDomainSocketAddress.of(socket));
      var bus = new Bus(channel);
      bus.authenticate();
      var _ = bus.call(new MessageWriter.Target(NAME, "/org/freedesktop/DBus", NAME, "Hello"));
      return bus;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private void authenticate() throws IOException {
    send("\0AUTH EXTERNAL\r\n");
    require("DATA");
    send("DATA\r\n");
    require("OK");
    send("BEGIN\r\n");
  }

  private void require(String word) throws IOException {
    var line = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      if (line.length() > MAX_LINE) {
        throw new IOException("the bus sent an endless line");
      }
      line.append((char) next);
    }
    if (!line.toString().startsWith(word)) {
      throw new IOException("the bus was expected to say " + word);
    }
  }

  private void send(String text) throws IOException {
    send(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
  }

  private void send(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** The reply's value; empty if the answer is an error or no basic value. */
  Optional<Object> call(MessageWriter.Target target, String... arguments) throws IOException {
    serial++;
    send(MessageWriter.call(serial, target, arguments));
    while (true) {
      var message = reader.next();
      if (message.replyTo() == serial && message.kind() == BusMessage.REPLY) {
        return message.value();
      }
      if (message.replyTo() == serial && message.kind() == BusMessage.ERROR) {
        return Optional.empty();
      }
      keep(message);
    }
  }

  private void keep(BusMessage message) {
    if (message.isSignal()) {
      signals.add(message);
      if (signals.size() > MAX_KEPT) {
        signals.remove();
      }
    }
  }

  /** From then on signals that match are sent to us. */
  void match(String rule) throws IOException {
    var _ = call(new MessageWriter.Target(NAME, "/org/freedesktop/DBus", NAME, "AddMatch"), rule);
  }

  Optional<Object> property(String service, String path, String interfaceName, String name)
      throws IOException {
    return call(
        new MessageWriter.Target(service, path, "org.freedesktop.DBus.Properties", "Get"),
        interfaceName,
        name);
  }

  /** Waits for the next signal, for days if need be. */
  BusMessage nextSignal() throws IOException {
    while (signals.isEmpty()) {
      keep(reader.next());
    }
    return signals.remove();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
