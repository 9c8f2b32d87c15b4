package network.lumora.agent.link;

import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import network.lumora.protocol.identity.PublicKey;
import org.jspecify.annotations.Nullable;

/**
 * Where a coordinator is, and by which key it is known.
 *
 * @param pinned the key the host has named; empty to trust the first one seen
 */
public record CoordinatorAddress(URI uri, Optional<PublicKey> pinned) {
  private static final int TLS_PORT = 443;
  private static final int PLAIN_PORT = 80;

  /**
   * Reads {@code wss://host:port/agent}.
   *
   * @param plaintextAnywhere whether {@code ws} may lead beyond this machine
   * @throws IllegalArgumentException saying what was expected
   */
  public static CoordinatorAddress of(
      String text, @Nullable PublicKey pinned, boolean plaintextAnywhere) {
    var uri = URI.create(text);
    if (uri.getHost() == null || !(isTls(uri) || isPlain(uri))) {
      throw new IllegalArgumentException(
          "expected an address such as wss://coordinator.example/agent");
    }
    if (uri.getUserInfo() != null || uri.getQuery() != null || uri.getFragment() != null) {
      throw new IllegalArgumentException(
          "the coordinator's address has host, port and path, nothing else");
    }
    if (isPlain(uri) && !plaintextAnywhere && !isLoopback(uri)) {
      throw new IllegalArgumentException(
          "ws:// to another machine can be read and changed on the way: use wss://, or for a test"
              + " network add --insecure-plaintext");
    }
    return new CoordinatorAddress(uri, Optional.ofNullable(pinned));
  }

  public boolean tls() {
    return isTls(uri);
  }

  public int port() {
    return uri.getPort() >= 0 ? uri.getPort() : tls() ? TLS_PORT : PLAIN_PORT;
  }

  /** Names look-ups could lead anywhere, so only literals and the reserved name count. */
  private static boolean isLoopback(URI uri) {
    var host = uri.getHost().toLowerCase(Locale.ROOT);
    return host.equals("localhost") || isLoopbackLiteral(host);
  }

  private static boolean isLoopbackLiteral(String host) {
    try {
      return InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isTls(URI uri) {
    return "wss".equalsIgnoreCase(uri.getScheme());
  }

  private static boolean isPlain(URI uri) {
    return "ws".equalsIgnoreCase(uri.getScheme());
  }

  @Override
  public String toString() {
    return uri.toString();
  }
}
