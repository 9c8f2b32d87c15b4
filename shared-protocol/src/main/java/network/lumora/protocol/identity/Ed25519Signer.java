package network.lumora.protocol.identity;

import com.google.crypto.tink.PublicKeySign;
import com.google.crypto.tink.signature.Ed25519PrivateKey;
import java.security.GeneralSecurityException;
import network.lumora.protocol.cryptography.NativeCryptography;

/** Signs in Java until native cryptography is added, and with that from then on. Thread-safe. */
final class Ed25519Signer {
  private record Computed(PublicKeySign signer, boolean isNative) {}

  private final Ed25519PrivateKey key;
  private volatile Computed computed;

  Ed25519Signer(Ed25519PrivateKey key) throws GeneralSecurityException {
    this.key = key;
    this.computed = compute();
  }

  private Computed compute() throws GeneralSecurityException {
    boolean isNative = NativeCryptography.provider().isPresent();
    return new Computed(Ed25519.signer(key), isNative);
  }

  byte[] sign(byte[] message) throws GeneralSecurityException {
    var current = computed;
    if (!current.isNative() && NativeCryptography.provider().isPresent()) {
      current = compute();
      computed = current;
    }
    return current.signer().sign(message);
  }
}
