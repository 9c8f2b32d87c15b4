package network.lumora.agent.dbus;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads messages one after the other: their heads, and bodies of one basic value. One thread.
 *
 * <pre>
 *  0 order  1 kind  2 flags  3 version | 4 body length | 8 serial | 12 length of fields | fields
 *  a field: aligned to 8, code, variant; then the body, aligned to 8
 * </pre>
 */
final class MessageReader {
  /** A bus may carry 128 MiB; nothing that we ask for comes near this. */
  private static final int MAX_BYTES = 1024 * 1024;

  private static final int HEAD_BYTES = 16;
  private static final int INTERFACE = 2;
  private static final int MEMBER = 3;
  private static final int REPLY_SERIAL = 5;
  private static final int SIGNATURE = 8;

  private final DataInputStream in;

  MessageReader(InputStream in) {
    this.in = new DataInputStream(in);
  }

  /**
   * @throws IOException if the stream ends or is no D-Bus
   */
  BusMessage next() throws IOException {
    try {
      return read();
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new IOException("the bus sent what is no message", e);
    }
  }

  private BusMessage read() throws IOException {
    var head = ByteBuffer.wrap(in.readNBytes(HEAD_BYTES));
    if (head.capacity() < HEAD_BYTES) {
      throw new IOException("the bus has ended the connection");
    }
    head.order(head.get() == 'l' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int kind = head.get();
    long bodyBytes = Integer.toUnsignedLong(head.getInt(4));
    long fieldBytes = Integer.toUnsignedLong(head.getInt(12));
    long padded = (fieldBytes + 7) / 8 * 8;
    if (padded + bodyBytes > MAX_BYTES) {
      throw new IOException("the bus sent a message of more than " + MAX_BYTES + " bytes");
    }
    var fields = ByteBuffer.wrap(in.readNBytes((int) padded)).order(head.order());
    var body = ByteBuffer.wrap(in.readNBytes((int) bodyBytes)).order(head.order());
    if (fields.capacity() < padded || body.capacity() < bodyBytes) {
      throw new IOException("the bus has ended the connection");
    }
    return message(kind, fields(fields, (int) fieldBytes), body);
  }

  private static BusMessage message(int kind, Map<Integer, Object> fields, ByteBuffer body) {
    return new BusMessage(
        kind,
        fields.get(REPLY_SERIAL) instanceof Long serial ? serial.intValue() : 0,
        fields.get(INTERFACE) instanceof String text ? text : "",
        fields.get(MEMBER) instanceof String text ? text : "",
        fields.get(SIGNATURE) instanceof String text ? value(text, body) : Optional.empty());
  }

  private static Map<Integer, Object> fields(ByteBuffer in, int bytes) {
    var fields = new HashMap<Integer, Object>();
    while (in.position() < bytes) {
      align(in, 8);
      int code = in.get();
      var signature = signature(in);
      fields.put(code, value(signature, in).orElseThrow(IllegalArgumentException::new));
    }
    return fields;
  }

  /** Empty for what is not basic. */
  private static Optional<Object> value(String signature, ByteBuffer in) {
    return switch (signature) {
      case "s", "o" -> Optional.of(string(in));
      case "g" -> Optional.of(signature(in));
      case "u" -> Optional.of(Integer.toUnsignedLong(align(in, 4).getInt()));
      case "b" -> Optional.of(align(in, 4).getInt() != 0);
      case "t" -> Optional.of(align(in, 8).getLong());
      case "v" -> value(basic(signature(in)), in);
      default -> Optional.empty();
    };
  }

  /** A variant in a variant is nothing that we ask for, and need not be followed. */
  private static String basic(String signature) {
    return signature.equals("v") ? "" : signature;
  }

  private static String string(ByteBuffer in) {
    int length = align(in, 4).getInt();
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    return text(in, length);
  }

  private static String signature(ByteBuffer in) {
    return text(in, Byte.toUnsignedInt(in.get()));
  }

  private static String text(ByteBuffer in, int length) {
    var bytes = new byte[length];
    in.get(bytes).get();
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static ByteBuffer align(ByteBuffer in, int size) {
    int to = (in.position() + size - 1) / size * size;
    if (to > in.limit()) {
      throw new BufferUnderflowException();
    }
    return in.position(to);
  }
}
