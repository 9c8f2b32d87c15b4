package network.lumora.agent.service;

import network.lumora.bridge.agent.AgentSigner;
import network.lumora.protocol.identity.IdentityKey;

/** Signs with the agent's identity key. Thread-safe. */
record KeySigner(IdentityKey key, String agentName) implements AgentSigner {
  @Override
  public String publicKey() {
    return key.publicKey().toString();
  }

  @Override
  public byte[] sign(byte[] message) {
    return key.sign(message);
  }

  @Override
  public String version() {
    return Agent.VERSION;
  }
}
