package network.lumora.bridge.agent;

/** The agent's name and key, by which a paired extension knows it again. Thread-safe. */
public interface AgentSigner {
  /** {@code ed25519:} and the key. */
  String publicKey();

  byte[] sign(byte[] message);

  /** For people, such as the computer's name. */
  String agentName();

  /** Of the program. */
  String version();
}
