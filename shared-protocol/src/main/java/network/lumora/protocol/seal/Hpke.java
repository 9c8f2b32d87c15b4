package network.lumora.protocol.seal;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.LowLevelCryptoCaller;
import com.google.crypto.tink.hybrid.HpkeParameters;
import com.google.crypto.tink.hybrid.HpkePublicKey;
import com.google.crypto.tink.hybrid.subtle.HpkeEncrypt;
import com.google.crypto.tink.util.Bytes;
import java.security.GeneralSecurityException;

/**
 * The one HPKE suite we use (RFC 9180, base mode): DHKEM(X25519, HKDF-SHA256), HKDF-SHA256,
 * AES-256-GCM, in Tink's variant without prefix.
 */
final class Hpke {
  static final HpkeParameters PARAMETERS = parameters();

  /** The encapsulated X25519 key. */
  static final int ENCAPSULATION_BYTES = 32;

  static final int TAG_BYTES = 16;

  private Hpke() {}

  private static HpkeParameters parameters() {
    try {
      return HpkeParameters.builder()
          .setKemId(HpkeParameters.KemId.DHKEM_X25519_HKDF_SHA256)
          .setKdfId(HpkeParameters.KdfId.HKDF_SHA256)
          .setAeadId(HpkeParameters.AeadId.AES_256_GCM)
          .setVariant(HpkeParameters.Variant.NO_PREFIX)
          .build();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this suite is in every Tink", e);
    }
  }

  /**
   * Gives encapsulated key and ciphertext; no additional data (aad), {@code info} binds the
   * context.
   */
  static byte[] encrypt(SealPublicKey to, byte[] plaintext, byte[] info) {
    try {
      return to.encryption().encrypt(plaintext, info);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("sealing to a checked key cannot fail", e);
    }
  }

  /** Thread-safe. */
  @AccessesPartialKey
  @LowLevelCryptoCaller
  static HybridEncrypt encryption(byte[] publicKey) {
    try {
      return HpkeEncrypt.create(HpkePublicKey.create(PARAMETERS, Bytes.copyFrom(publicKey), null));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a checked key is a key", e);
    }
  }
}
