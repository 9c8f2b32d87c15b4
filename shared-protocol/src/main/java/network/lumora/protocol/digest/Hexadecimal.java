package network.lumora.protocol.digest;

/** Text of lower-case hexadecimal digits. */
public final class Hexadecimal {
  private Hexadecimal() {}

  /** Whether each character is one; a loop, since every id and digest that comes is asked. */
  public static boolean isAll(String text) {
    for (int i = 0; i < text.length(); i++) {
      char digit = text.charAt(i);
      if (!((digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f'))) {
        return false;
      }
    }
    return true;
  }
}
