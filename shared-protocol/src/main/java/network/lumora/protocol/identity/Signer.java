package network.lumora.protocol.identity;

/** Signs with one Ed25519 key. Thread-safe. */
public interface Signer {
  PublicKey publicKey();

  /**
   * A signature of 64 bytes over {@code message} as it is (pure Ed25519, no prehash, no context).
   */
  byte[] sign(byte[] message);
}
