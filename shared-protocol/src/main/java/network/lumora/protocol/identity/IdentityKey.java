package network.lumora.protocol.identity;

import com.google.crypto.tink.subtle.Ed25519Sign;
import java.security.GeneralSecurityException;

/** A private Ed25519 key that lives in memory. Thread-safe. */
public final class IdentityKey implements Signer {
  private final PublicKey publicKey;
  private final Ed25519Sign signer;

  private IdentityKey(PublicKey publicKey, Ed25519Sign signer) {
    this.publicKey = publicKey;
    this.signer = signer;
  }

  /** A fresh key from the system's secure randomness. */
  public static IdentityKey generate() {
    try {
      var pair = Ed25519Sign.KeyPair.newKeyPair();
      return new IdentityKey(
          PublicKey.of(pair.getPublicKey()), new Ed25519Sign(pair.getPrivateKey()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Ed25519 is always there", e);
    }
  }

  @Override
  public PublicKey publicKey() {
    return publicKey;
  }

  @Override
  public byte[] sign(byte[] message) {
    try {
      return signer.sign(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("signing with a good key cannot fail", e);
    }
  }
}
