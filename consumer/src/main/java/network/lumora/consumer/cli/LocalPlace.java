package network.lumora.consumer.cli;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.regex.Pattern;
import network.lumora.consumer.order.BadOrderException;

/** Reads an address of this computer, such as {@code 127.0.0.1:8490}. */
final class LocalPlace {
  private static final Pattern FORM = Pattern.compile("(?:\\[([^\\]]+)\\]|([0-9.]+)):([0-9]{1,5})");
  private static final int MAX_PORT = 65_535;

  private LocalPlace() {}

  /**
   * @param option for the error
   */
  static InetSocketAddress parse(String option, String text) throws BadOrderException {
    var parts = FORM.matcher(text);
    if (parts.matches() && Integer.parseInt(parts.group(3)) <= MAX_PORT) {
      try {
        var host = parts.group(1) == null ? parts.group(2) : parts.group(1);
        var address =
            new InetSocketAddress(InetAddress.ofLiteral(host), Integer.parseInt(parts.group(3)));
        if (address.getAddress().isLoopbackAddress()) {
          return address;
        }
      } catch (IllegalArgumentException e) {
        throw new BadOrderException(option + ": " + e.getMessage());
      }
    }
    throw new BadOrderException(
        option + ": expected an address of this computer, such as 127.0.0.1:8490");
  }
}
