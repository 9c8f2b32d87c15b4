package network.lumora.protocol.message;

import java.util.regex.Pattern;
import network.lumora.protocol.digest.Hexadecimal;

/** Checks that records share: each says what was expected and what came. */
final class Text {
  private static final Pattern HOST =
      Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

  private static final int MAX_HOST_CHARACTERS = 253;

  private Text() {}

  /** An id is 16 random bytes as 32 lower-case hexadecimal digits. */
  static void requireId(String name, String value) {
    if (!isHexadecimal(value, 32)) {
      throw new IllegalArgumentException(name + " is not 32 lower-case hexadecimal digits");
    }
  }

  /** A key of a payload's stream, or a secret: 32 bytes as 64 lower-case hexadecimal digits. */
  static void requireKey(String name, String value) {
    if (!isHexadecimal(value, 64)) {
      throw new IllegalArgumentException(name + " is not 64 lower-case hexadecimal digits");
    }
  }

  private static boolean isHexadecimal(String value, int digits) {
    return value.length() == digits && Hexadecimal.isAll(value);
  }

  /**
   * Letters, digits and hyphens in at least two labels (RFC 1123), the last of which is no number.
   */
  static void requireHost(String name, String value) {
    if (value.length() > MAX_HOST_CHARACTERS || !HOST.matcher(value).matches()) {
      throw new IllegalArgumentException(name + " is not a public host name in lower-case ASCII");
    }
  }

  static void requireSlot(int slot) {
    requireRange("slot", slot, 0, SlotRecord.MAX_SLOT);
  }

  static void requireLength(String name, String value, int min, int max) {
    if (value.length() < min || value.length() > max) {
      throw new IllegalArgumentException(
          name + " has " + value.length() + " characters, not " + min + " to " + max);
    }
  }

  static void requireRange(String name, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(name + " is " + value + ", not " + min + " to " + max);
    }
  }
}
