package network.lumora.bridge.guard;

import network.lumora.protocol.digest.Sha256;

/** The tokens of paired clients; of each only the digest is known. Thread-safe. */
public interface Tokens {
  /** What is known of a token. */
  sealed interface Standing {}

  record Live(Bearer bearer) implements Standing {}

  record Revoked() implements Standing {}

  record Expired() implements Standing {}

  record Unknown() implements Standing {}

  /** Takes as long for every token, so that time tells nothing. */
  Standing of(Sha256 token);

  /** Whether a token is or was bound to this origin: such a client may read why it is refused. */
  boolean isBoundTo(String origin);
}
