package network.lumora.agent.dbus;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes calls whose arguments are strings. One use. */
final class MessageWriter {
  private static final int MAX_BYTES = 4 * 1024;

  /** Never starts a service that is not there. */
  private static final byte NO_AUTO_START = 2;

  private static final byte PATH = 1;
  private static final byte INTERFACE = 2;
  private static final byte MEMBER = 3;
  private static final byte DESTINATION = 6;
  private static final byte SIGNATURE = 8;

  private final ByteBuffer out = ByteBuffer.allocate(MAX_BYTES).order(ByteOrder.LITTLE_ENDIAN);

  /** Whom, where and what to call. */
  record Target(String destination, String path, String interfaceName, String member) {}

  static ByteBuffer call(int serial, Target target, String... arguments) {
    return new MessageWriter().written(serial, target, arguments);
  }

  private ByteBuffer written(int serial, Target target, String... arguments) {
    out.put((byte) 'l').put((byte) BusMessage.CALL).put(NO_AUTO_START).put((byte) 1);
    out.putInt(0).putInt(serial);
    int fieldsAt = out.position();
    out.putInt(0);
    int fieldsBegin = out.position();
    field(PATH, 'o', target.path());
    field(DESTINATION, 's', target.destination());
    field(INTERFACE, 's', target.interfaceName());
    field(MEMBER, 's', target.member());
    if (arguments.length > 0) {
      signatureField("s".repeat(arguments.length));
    }
    out.putInt(fieldsAt, out.position() - fieldsBegin);
    align(8);
    int bodyBegin = out.position();
    for (var argument : arguments) {
      string(argument);
    }
    out.putInt(4, out.position() - bodyBegin);
    return out.flip();
  }

  private void field(byte code, char type, String value) {
    align(8);
    out.put(code).put((byte) 1).put((byte) type).put((byte) 0);
    string(value);
  }

  private void signatureField(String value) {
    align(8);
    out.put(SIGNATURE).put((byte) 1).put((byte) 'g').put((byte) 0);
    out.put((byte) value.length()).put(value.getBytes(StandardCharsets.US_ASCII)).put((byte) 0);
  }

  private void string(String value) {
    align(4);
    var bytes = value.getBytes(StandardCharsets.UTF_8);
    out.putInt(bytes.length).put(bytes).put((byte) 0);
  }

  private void align(int size) {
    while (out.position() % size != 0) {
      out.put((byte) 0);
    }
  }
}
