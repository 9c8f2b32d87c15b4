package network.lumora.protocol.message;

import java.time.Instant;

/**
 * A bearer token for one consumer (RFC 6750), good until it expires or the coordinator restarts.
 */
public record SessionToken(String token, Instant expiresAt) {
  public SessionToken {
    Text.requireLength("token", token, 16, 200);
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "SessionToken[expiresAt=" + expiresAt + "]";
  }
}
