package network.lumora.bridge.pairing;

import java.time.Instant;
import java.util.List;
import network.lumora.bridge.guard.Scope;

/**
 * The agent's proof, and what the extension may keep once it has checked it.
 *
 * @param token told once; the agent keeps only its digest
 */
public record Paired(
    String proof,
    String token,
    String clientId,
    List<Scope> scopes,
    Instant expiresAt,
    String agentKey) {
  public Paired {
    scopes = List.copyOf(scopes);
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "Paired " + clientId;
  }
}
