package network.lumora.bridge.pairing;

import java.util.regex.Pattern;

/**
 * An extension asks to be paired.
 *
 * @param clientName for people, 1 to 60 characters
 * @param nonce 32 hexadecimal digits
 */
public record PairStart(String clientName, String nonce) {
  private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]{1,60}");
  private static final Pattern NONCE = Pattern.compile("[0-9a-f]{32}");

  public PairStart {
    if (!NAME.matcher(clientName).matches()) {
      throw new IllegalArgumentException("a client's name has 1 to 60 characters, all visible");
    }
    if (!NONCE.matcher(nonce).matches()) {
      throw new IllegalArgumentException("a nonce is 32 lower-case hexadecimal digits");
    }
  }
}
