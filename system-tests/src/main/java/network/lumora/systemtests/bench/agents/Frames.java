package network.lumora.systemtests.bench.agents;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The little of WebSocket (RFC 6455) that a simulated agent needs. */
final class Frames {
  static final int TEXT = 1;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  private static final int FINAL = 0x80;
  private static final int MASKED = 0x80;
  private static final int LENGTH_IN_TWO_BYTES = 126;
  private static final int LENGTH_IN_EIGHT_BYTES = 127;
  private static final int MASK_BYTES = 4;

  private Frames() {}

  /** What came. */
  record Frame(int opcode, ByteBuffer payload) {
    String text() {
      return StandardCharsets.UTF_8.decode(payload).toString();
    }
  }

  static ByteBuffer upgrade(int port) {
    return ByteBuffer.wrap(
        """
        GET /agent HTTP/1.1\r
        Host: 127.0.0.1:%d\r
        Upgrade: websocket\r
        Connection: Upgrade\r
        Sec-WebSocket-Key: bHVtb3JhIGJlbmNoICEhIQ==\r
        Sec-WebSocket-Version: 13\r
        Sec-WebSocket-Protocol: lumora.v1\r
        \r
        """
            .formatted(port)
            .getBytes(StandardCharsets.US_ASCII));
  }

  static ByteBuffer text(String text) {
    return frame(TEXT, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** A frame of up to 65,535 bytes; its mask is zero, which costs the simulation nothing. */
  static ByteBuffer frame(int opcode, ByteBuffer payload) {
    int length = payload.remaining();
    var frame = ByteBuffer.allocate(4 + MASK_BYTES + length);
    frame.put((byte) (FINAL | opcode));
    if (length < LENGTH_IN_TWO_BYTES) {
      frame.put((byte) (MASKED | length));
    } else {
      frame.put((byte) (MASKED | LENGTH_IN_TWO_BYTES)).putShort((short) length);
    }
    return frame.putInt(0).put(payload).flip();
  }

  /** Takes one frame if it is there as a whole, else nothing. */
  static Optional<Frame> take(ByteBuffer from) {
    int start = from.position();
    if (from.remaining() >= 2) {
      int opcode = from.get() & 0x0F;
      long length = length(from);
      if (length >= 0 && from.remaining() >= length) {
        var payload = new byte[(int) length];
        from.get(payload);
        return Optional.of(new Frame(opcode, ByteBuffer.wrap(payload)));
      }
    }
    from.position(start);
    return Optional.empty();
  }

  /** Negative if it is not there yet. */
  private static long length(ByteBuffer from) {
    int told = from.get() & 0x7F;
    return switch (told) {
      case LENGTH_IN_TWO_BYTES -> from.remaining() < 2 ? -1 : from.getShort() & 0xFFFF;
      case LENGTH_IN_EIGHT_BYTES -> from.remaining() < 8 ? -1 : from.getLong();
      default -> told;
    };
  }

  /** Whether the answer to the upgrade is there as a whole; takes it if so. */
  static boolean takeUpgraded(ByteBuffer from) {
    for (int i = from.position(); i + 3 < from.limit(); i++) {
      if (from.get(i) == '\r' && from.get(i + 1) == '\n' && from.get(i + 2) == '\r') {
        from.position(i + 4);
        return true;
      }
    }
    return false;
  }
}
