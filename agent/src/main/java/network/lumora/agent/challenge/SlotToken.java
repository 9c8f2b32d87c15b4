package network.lumora.agent.challenge;

import java.util.HexFormat;

/**
 * Names a slot on its path, and shows that a datagram is from someone who was told of it.
 * Immutable.
 */
public final class SlotToken {
  public static final int BYTES = 16;

  private final byte[] bytes;

  /**
   * @param hex 32 hexadecimal digits
   */
  public SlotToken(String hex) {
    bytes = HexFormat.of().parseHex(hex);
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a slot's token has 16 bytes, not " + bytes.length);
    }
  }

  byte at(int index) {
    return bytes[index];
  }

  void write(byte[] target, int offset) {
    System.arraycopy(bytes, 0, target, offset, BYTES);
  }
}
