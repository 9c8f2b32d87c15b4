package network.lumora.agent.dbus;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** NetworkManager and logind as far as we ask them, with a D-Bus of its own hand. */
final class FakeDesktop implements AutoCloseable {
  static final String NETWORK = "org.freedesktop.NetworkManager";
  static final String LOGIN = "org.freedesktop.login1";

  /** By name: an Integer is sent as u, a Long as t, a Boolean as b. */
  final Map<String, Object> properties = new ConcurrentHashMap<>();

  private final SocketChannel channel;
  private final DataInputStream in;
  private final CountDownLatch ready = new CountDownLatch(1);
  private int serial;

  private record Call(int kind, int serial, String sender, String member, String property) {}

  FakeDesktop(Path socket, String... names) throws IOException, InterruptedException {
    this.channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    channel.connect(UnixDomainSocketAddress.of(socket));
    this.in = new DataInputStream(Channels.newInputStream(channel));
    send(text("\0AUTH EXTERNAL\r\nDATA\r\nBEGIN\r\n"));
    while (in.read() != '\n') {}
    while (in.read() != '\n') {}
    bus("Hello");
    for (var name : names) {
      bus("RequestName", name);
    }
    Thread.ofPlatform().daemon().start(() -> answer(1 + names.length));
    if (!ready.await(50, TimeUnit.SECONDS)) {
      throw new IOException("the bus did not answer");
    }
  }

  private static ByteBuffer text(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }

  private synchronized void send(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private void bus(String member, String... name) throws IOException {
    var body = buffer();
    for (var one : name) {
      string(body, one);
      align(body, 4);
      body.putInt(4);
    }
    message(
        1,
        Map.of(1, "/org/freedesktop/DBus", 2, Bus.NAME, 3, member, 6, Bus.NAME),
        name.length == 0 ? "" : "su",
        body);
  }

  private void answer(int repliesFirst) {
    try {
      int replies = 0;
      while (true) {
        var call = next();
        if (call.kind() == 2 && ++replies == repliesFirst) {
          ready.countDown();
        } else if (call.kind() == 1 && call.member().equals("Get")) {
          reply(call);
        }
      }
    } catch (IOException e) {
      ready.countDown();
    }
  }

  private void reply(Call call) throws IOException {
    var value = properties.get(call.property());
    var body = buffer();
    if (value instanceof Integer number) {
      body.put(new byte[] {1, 'u', 0, 0}).putInt(number);
    } else if (value instanceof Boolean bool) {
      body.put(new byte[] {1, 'b', 0, 0}).putInt(bool ? 1 : 0);
    } else if (value instanceof Long number) {
      body.put(new byte[] {1, 't', 0, 0, 0, 0, 0, 0}).putLong(number);
    }
    message(
        value == null ? 3 : 2,
        value == null
            ? Map.of(
                4, "org.freedesktop.DBus.Error.UnknownProperty", 5, call.serial(), 6, call.sender())
            : Map.of(5, call.serial(), 6, call.sender()),
        value == null ? "" : "v",
        body);
  }

  /** Says that something about that interface has changed. */
  void changed(String path, String interfaceName) throws IOException {
    var body = buffer();
    string(body, interfaceName);
    align(body, 4);
    body.putInt(0);
    align(body, 8);
    body.putInt(0);
    message(
        4,
        Map.of(1, path, 2, "org.freedesktop.DBus.Properties", 3, "PropertiesChanged"),
        "sa{sv}as",
        body);
  }

  private synchronized void message(
      int kind, Map<Integer, Object> fields, String signature, ByteBuffer body) throws IOException {
    var out = buffer();
    out.put((byte) 'l').put((byte) kind).put((byte) 0).put((byte) 1);
    out.putInt(body.position()).putInt(++serial).putInt(0);
    for (var field : fields.entrySet()) {
      field(out, field.getKey(), field.getValue());
    }
    if (!signature.isEmpty()) {
      align(out, 8);
      out.put(new byte[] {8, 1, 'g', 0}).put((byte) signature.length());
      out.put(signature.getBytes(StandardCharsets.US_ASCII)).put((byte) 0);
    }
    out.putInt(12, out.position() - 16);
    align(out, 8);
    out.put(body.flip());
    send(out.flip());
  }

  private static void field(ByteBuffer out, int code, Object value) {
    align(out, 8);
    if (value instanceof Integer number) {
      out.put(new byte[] {(byte) code, 1, 'u', 0}).putInt(number);
    } else {
      out.put(new byte[] {(byte) code, 1, (byte) (code == 1 ? 'o' : 's'), 0});
      string(out, value.toString());
    }
  }

  private static ByteBuffer buffer() {
    return ByteBuffer.allocate(4_096).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void string(ByteBuffer out, String text) {
    align(out, 4);
    out.putInt(text.length()).put(text.getBytes(StandardCharsets.US_ASCII)).put((byte) 0);
  }

  private static void align(ByteBuffer out, int size) {
    out.position((out.position() + size - 1) / size * size);
  }

  private Call next() throws IOException {
    var head = read(16);
    var fields = read((head.getInt(12) + 7) / 8 * 8);
    var body = read(head.getInt(4));
    var texts = new HashMap<Integer, String>();
    while (fields.remaining() > 8) {
      align(fields, 8);
      if (fields.remaining() < 8) {
        break;
      }
      int code = fields.get();
      fields.get();
      char type = (char) fields.get();
      fields.get();
      switch (type) {
        case 'u' -> fields.getInt();
        case 'g' -> fields.position(fields.position() + Byte.toUnsignedInt(fields.get()) + 1);
        default -> texts.put(code, read(fields));
      }
    }
    boolean isGet = "Get".equals(texts.get(3));
    if (isGet) {
      read(body);
      align(body, 4);
    }
    return new Call(
        head.get(1),
        head.getInt(8),
        texts.getOrDefault(7, ""),
        texts.getOrDefault(3, ""),
        isGet ? read(body) : "");
  }

  private ByteBuffer read(int bytes) throws IOException {
    var all = in.readNBytes(bytes);
    if (all.length < bytes) {
      throw new EOFException();
    }
    return ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static String read(ByteBuffer in) {
    var bytes = new byte[in.getInt()];
    in.get(bytes).get();
    return new String(bytes, StandardCharsets.US_ASCII);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
