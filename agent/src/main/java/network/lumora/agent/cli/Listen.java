package network.lumora.agent.cli;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Pattern;
import network.lumora.agent.service.ChallengerSetup;
import network.lumora.agent.service.RelaySetup;
import network.lumora.agent.websocket.ServerCertificate;

/** Reads where a challenger listens: {@code 192.0.2.1:8482} or {@code [2001:db8::1]:8482}. */
final class Listen {
  private static final Pattern FORM = Pattern.compile("(?:\\[([^\\]]+)\\]|([^:]+)):([0-9]{1,5})");
  private static final int MAX_PORT = 65_535;

  private Listen() {}

  /**
   * @param text empty if it challenges nobody
   * @param announced the IP address to tell, empty for the one the coordinator sees
   */
  static Optional<ChallengerSetup> challenger(
      String text, String announced, boolean alone, Optional<ServerCertificate> certificate) {
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(new ChallengerSetup(address(text), announced, alone, certificate));
  }

  /**
   * @param text empty if it carries for nobody
   * @param announced the IP address to tell, empty for the one the coordinator sees
   */
  static Optional<RelaySetup> relay(String text, String announced) {
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(new RelaySetup(address(text), announced));
  }

  private static InetSocketAddress address(String text) {
    var parts = FORM.matcher(text);
    if (!parts.matches() || Integer.parseInt(parts.group(3)) > MAX_PORT) {
      throw wrong(text);
    }
    try {
      var host = parts.group(1) == null ? parts.group(2) : parts.group(1);
      return new InetSocketAddress(InetAddress.ofLiteral(host), Integer.parseInt(parts.group(3)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(wrong(text).getMessage(), e);
    }
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException(
        "expected an IP address and a port, such as 0.0.0.0:8482, not " + text);
  }
}
