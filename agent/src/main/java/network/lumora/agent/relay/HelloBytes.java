package network.lumora.agent.relay;

import java.io.Serial;
import java.nio.ByteBuffer;

/** Reads TLS's lengths and what they hold, never beyond them. One thread. */
final class HelloBytes {
  private final ByteBuffer bytes;

  HelloBytes(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  /** The bytes are no hello. */
  static final class Malformed extends Exception {
    @Serial private static final long serialVersionUID = 1;

    Malformed(String detail) {
      super(detail);
    }
  }

  boolean isAtEnd() {
    return !bytes.hasRemaining();
  }

  int uint8() throws Malformed {
    return Byte.toUnsignedInt(take(1).get());
  }

  int uint16() throws Malformed {
    return Short.toUnsignedInt(take(2).getShort());
  }

  HelloBytes take8() throws Malformed {
    return new HelloBytes(take(uint8()));
  }

  HelloBytes take16() throws Malformed {
    return new HelloBytes(take(uint16()));
  }

  ByteBuffer take(int count) throws Malformed {
    if (bytes.remaining() < count) {
      throw new Malformed("a part of the hello is longer than the whole");
    }
    var part = bytes.slice(bytes.position(), count);
    bytes.position(bytes.position() + count);
    return part;
  }

  int remaining() {
    return bytes.remaining();
  }

  void requireEnd() throws Malformed {
    if (!isAtEnd()) {
      throw new Malformed("a part of the hello is shorter than it says");
    }
  }
}
