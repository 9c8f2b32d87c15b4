package network.lumora.protocol.message;

import network.lumora.protocol.identity.PublicKey;

/** What a consumer signs to be given a session token: its answer to the coordinator's challenge. */
public record SessionRequest(String nonce, PublicKey coordinator, PublicKey consumer)
    implements Statement {
  public SessionRequest {
    Text.requireId("nonce", nonce);
  }
}
