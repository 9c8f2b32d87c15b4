package network.lumora.bridge.pairing;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.regex.Pattern;

/** Eight characters of Crockford's base 32, 40 bits, that a person reads and types. Immutable. */
public record PairingCode(String text) {
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int LENGTH = 8;
  private static final Pattern FORM = Pattern.compile("[" + ALPHABET + "]{" + LENGTH + "}");

  public PairingCode {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "a pairing code has 8 letters and digits, without I L O U");
    }
  }

  /** Reads what a person typed: any case, with or without dashes and spaces, I L O as 1 1 0. */
  public static PairingCode parse(String typed) {
    return new PairingCode(
        typed
            .toUpperCase(Locale.ROOT)
            .replaceAll("[-\\s]", "")
            .replace('I', '1')
            .replace('L', '1')
            .replace('O', '0'));
  }

  public static PairingCode draw(SecureRandom random) {
    var text = new StringBuilder();
    random.ints(LENGTH, 0, ALPHABET.length()).forEach(i -> text.append(ALPHABET.charAt(i)));
    return new PairingCode(text.toString());
  }

  /** For people: {@code XXXX-XXXX}. */
  public String shown() {
    return text.substring(0, 4) + "-" + text.substring(4);
  }

  /** A secret; only {@link #shown} is for eyes. */
  @Override
  public String toString() {
    return "PairingCode";
  }
}
