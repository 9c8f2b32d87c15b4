package network.lumora.bridge.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says that an agent answers here, to anyone.
 *
 * @param signature by the agent's key over the caller's nonce and the port, if there was a nonce
 */
public record Hello(
    String product, List<String> api, String version, Pairing pairing, @Nullable String signature) {
  public static final String PRODUCT = "lumora";

  public Hello {
    api = List.copyOf(api);
  }

  public enum Pairing {
    OPEN,
    CLOSED
  }

  /** What is signed: another agent's or another port's answer is of no use to a squatter. */
  static String signed(String nonce, int port) {
    return "lumora-hello-v1\n" + nonce + "\n" + port + "\n";
  }
}
