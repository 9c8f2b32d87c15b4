package network.lumora.protocol.message;

import network.lumora.protocol.identity.PublicKey;

/**
 * What a party signs when it comes to an agent that carries for it.
 *
 * @param nonce of the agent's {@link RelayGreeting}, so that it serves on one connection only
 * @param agent who is joined, so that it serves nowhere else
 */
public record RelayJoin(String grantId, PublicKey agent, PublicKey party, String nonce)
    implements Statement {
  public RelayJoin {
    Text.requireId("grantId", grantId);
    Text.requireId("nonce", nonce);
  }
}
