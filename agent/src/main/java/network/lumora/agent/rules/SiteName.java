package network.lumora.agent.rules;

import java.net.IDN;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A DNS name or an IPv4 address as rules compare them: lower-case ASCII without a final dot.
 *
 * @param text for example {@code xn--bcher-kva.example}
 */
record SiteName(String text) {
  static final String EXPECTED =
      "expected a site such as example.org, without scheme, port and path";

  private static final int MAX_CHARACTERS = 253;
  private static final String LABEL = "[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?";
  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
  private static final Pattern NAME = Pattern.compile(LABEL + "(\\." + LABEL + ")*");
  private static final Pattern ADDRESS = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
  private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(.*\\.)?[0-9]+");

  /** Empty if it is neither. */
  static Optional<SiteName> parse(String text) {
    return ascii(text.strip())
        .map(SiteName::withoutFinalDot)
        .filter(SiteName::isWellFormed)
        .map(SiteName::new);
  }

  private static Optional<String> ascii(String text) {
    if (text.chars().allMatch(character -> character < 0x80)) {
      return Optional.of(text.toLowerCase(Locale.ROOT));
    }
    try {
      return Optional.of(IDN.toASCII(text, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String withoutFinalDot(String text) {
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }

  private static boolean isWellFormed(String text) {
    return text.length() <= MAX_CHARACTERS
        && NAME.matcher(text).matches()
        && (!ENDS_IN_NUMBER.matcher(text).matches() || isIpv4(text));
  }

  private static boolean isIpv4(String text) {
    return ADDRESS.matcher(text).matches();
  }

  /** The name itself, then each domain that it is in; an address is in none. */
  List<String> widening() {
    var names = new ArrayList<String>();
    names.add(text);
    for (int dot = text.indexOf('.'); dot >= 0 && !isIpv4(text); dot = text.indexOf('.', dot + 1)) {
      names.add(text.substring(dot + 1));
    }
    return names;
  }

  @Override
  public String toString() {
    return text;
  }
}
