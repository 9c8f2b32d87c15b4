package network.lumora.agent.probe;

import java.nio.ByteBuffer;

/**
 * The layout of a probe and its echo, which are of the same length so that nobody is sent more than
 * was sent in their name. docs/PROTOCOL.md §8.
 *
 * <pre>
 *  0      1            17           25                  33
 *  | type | token (16) | number (8) | reflected at (8) |     numbers big-endian, time in µs
 * </pre>
 */
final class ProbeDatagram {
  static final int BYTES = 33;
  static final int TOKEN_BYTES = 16;
  static final int TOKEN = 1;
  static final int NUMBER = TOKEN + TOKEN_BYTES;
  static final int REFLECTED = NUMBER + Long.BYTES;

  static final byte PROBE = 13;
  static final byte ECHO = 14;

  /** Ethernet, IPv4 and UDP headers. */
  static final int HEADER_BYTES = 42;

  private ProbeDatagram() {}

  static boolean is(byte type, ByteBuffer datagram) {
    return datagram.remaining() == BYTES && datagram.get(datagram.position()) == type;
  }
}
