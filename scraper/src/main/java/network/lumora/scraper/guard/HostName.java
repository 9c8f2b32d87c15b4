package network.lumora.scraper.guard;

import java.net.IDN;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The grammar of public host names. */
final class HostName {
  private static final int MAX_CHARACTERS = 253;
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern NUMBER = Pattern.compile("[0-9]+|0x[0-9a-f]*");

  /** Names that never mean a public site: RFC 6761, 6762, 7686, 8375, 9476, and common home use. */
  private static final Set<String> RESERVED =
      Set.of(
          "localhost",
          "local",
          "localdomain",
          "internal",
          "intranet",
          "private",
          "home",
          "lan",
          "corp",
          "mail",
          "test",
          "invalid",
          "example",
          "onion",
          "alt",
          "arpa");

  private HostName() {}

  /** Whether WHATWG parsers would take it for an address: IPv6, or the last label is a number. */
  static boolean isAddressLiteral(String host) {
    var bare = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    var last = bare.substring(bare.lastIndexOf('.') + 1);
    return host.indexOf(':') >= 0 || NUMBER.matcher(last).matches();
  }

  static boolean isReserved(String host) {
    return host.indexOf('.') < 0 || RESERVED.contains(host.substring(host.lastIndexOf('.') + 1));
  }

  /** Letters, digits and hyphens in labels of 1 to 63, RFC 1123, and punycode that decodes. */
  static boolean isWellFormed(String host) {
    if (host.length() > MAX_CHARACTERS) {
      return false;
    }
    for (var label : host.split("\\.", -1)) {
      if (!LABEL.matcher(label).matches() || (label.startsWith("xn--") && !decodes(label))) {
        return false;
      }
    }
    return true;
  }

  /** Whether two independent IDNA mappings agree that {@code written} means {@code parsed}. */
  static boolean means(String written, String parsed) {
    if (written.chars().allMatch(character -> character < 0x80)) {
      return written.equals(parsed) || written.equals("[" + parsed + "]");
    }
    try {
      return IDN.toASCII(written, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT).equals(parsed);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean decodes(String label) {
    var unicode = IDN.toUnicode(label, IDN.ALLOW_UNASSIGNED | IDN.USE_STD3_ASCII_RULES);
    return !unicode.equals(label) && unicode.chars().anyMatch(character -> character >= 0x80);
  }
}
