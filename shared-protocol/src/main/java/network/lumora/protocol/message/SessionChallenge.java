package network.lumora.protocol.message;

import network.lumora.protocol.identity.PublicKey;

/** What a consumer must answer with a signed {@link SessionRequest}; serves once, for a minute. */
public record SessionChallenge(String nonce, PublicKey coordinator) {
  public SessionChallenge {
    Text.requireId("nonce", nonce);
  }
}
