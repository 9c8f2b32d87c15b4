package network.lumora.protocol.identity;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.signature.Ed25519Parameters;
import com.google.crypto.tink.signature.Ed25519PrivateKey;
import com.google.crypto.tink.signature.SignatureConfig2026;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/** A private Ed25519 key that lives in memory and, if wanted, in a file. Thread-safe. */
public final class IdentityKey implements Signer {
  private final PublicKey publicKey;
  private final Ed25519Signer signer;

  @AccessesPartialKey
  private IdentityKey(Ed25519PrivateKey key) throws GeneralSecurityException {
    this.publicKey = PublicKey.of(key.getPublicKey().getPublicKeyBytes().toByteArray());
    this.signer = new Ed25519Signer(key);
  }

  /** A fresh key from the system's secure randomness. */
  public static IdentityKey generate() {
    try {
      return of(newKeyset());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a fresh key is a good key", e);
    }
  }

  /**
   * The key in {@code file}, which is created with a fresh key if there is none.
   *
   * @throws IOException if the file cannot be read or written, is open to others, or is not a Tink
   *     keyset with one Ed25519 key; it is never overwritten
   */
  public static IdentityKey loadOrCreate(Path file) throws IOException {
    try {
      return read(new KeyFile(file).readOrCreate(() -> json(newKeyset())));
    } catch (GeneralSecurityException e) {
      throw new IOException(
          file
              + " holds no identity key: expected a Tink JSON keyset with one Ed25519 key;"
              + " restore it from a copy, or move it away to get a new identity",
          e);
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

  private static KeysetHandle newKeyset() throws GeneralSecurityException {
    return KeysetHandle.generateNew(Ed25519Parameters.create(), SignatureConfig2026.get());
  }

  private static String json(KeysetHandle keyset) throws GeneralSecurityException {
    return TinkJsonProtoKeysetFormat.serializeKeyset(
        keyset, SignatureConfig2026.get(), InsecureSecretKeyAccess.get());
  }

  private static IdentityKey read(String json) throws GeneralSecurityException {
    return of(
        TinkJsonProtoKeysetFormat.parseKeyset(
            json, SignatureConfig2026.get(), InsecureSecretKeyAccess.get()));
  }

  private static IdentityKey of(KeysetHandle keyset) throws GeneralSecurityException {
    if (keyset.size() == 1
        && keyset.getPrimary().getKey() instanceof Ed25519PrivateKey key
        && key.getParameters().equals(Ed25519Parameters.create())) {
      return new IdentityKey(key);
    }
    throw new GeneralSecurityException("not one Ed25519 key without prefix");
  }
}
