package network.lumora.protocol.message;

import network.lumora.protocol.identity.PublicKey;

/**
 * What an agent says first to whoever comes to its relay.
 *
 * @param nonce fresh, to be signed in a {@link RelayJoin}
 */
public record RelayGreeting(PublicKey agent, String nonce) {
  public RelayGreeting {
    Text.requireId("nonce", nonce);
  }
}
