package network.lumora.bridge.pairing;

import java.util.List;
import network.lumora.bridge.guard.Scope;

/**
 * The host wants to pair a browser.
 *
 * @param code made and shown by the caller; the API never returns it
 */
public record WindowRequest(String code, List<Scope> scopes) {
  public WindowRequest {
    scopes = List.copyOf(scopes);
    if (scopes.isEmpty() || scopes.contains(Scope.ADMIN)) {
      throw new IllegalArgumentException("a browser gets READ, or READ and CONTROL");
    }
  }

  /** Without the code. */
  @Override
  public String toString() {
    return "WindowRequest " + scopes;
  }
}
