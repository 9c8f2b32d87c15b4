package network.lumora.protocol.seal;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.XECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPublicKeySpec;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Single-shot HPKE sealing, written from RFC 9180 (sections 4 to 6) with the JDK alone, as somebody
 * without our code or Tink would.
 */
final class StrangersHpke {
  private static final byte[] KEM = {'K', 'E', 'M', 0, 0x20};
  private static final byte[] SUITE = {'H', 'P', 'K', 'E', 0, 0x20, 0, 1, 0, 2};
  private static final byte[] NOTHING = {};

  private StrangersHpke() {}

  static byte[] seal(byte[] to, byte[] info, byte[] plaintext) throws GeneralSecurityException {
    var ephemeral = KeyPairGenerator.getInstance("X25519").generateKeyPair();
    var encapsulated = bytes((XECPublicKey) ephemeral.getPublic());
    var agreement = KeyAgreement.getInstance("X25519");
    agreement.init(ephemeral.getPrivate());
    agreement.doPhase(publicKey(to), true);
    var shared = sharedSecret(agreement.generateSecret(), join(encapsulated, to));
    return join(encapsulated, encrypt(shared, info, plaintext));
  }

  private static byte[] sharedSecret(byte[] dh, byte[] kemContext) throws GeneralSecurityException {
    return labeledExpand(
        KEM, labeledExtract(KEM, NOTHING, "eae_prk", dh), "shared_secret", kemContext, 32);
  }

  private static byte[] encrypt(byte[] shared, byte[] info, byte[] plaintext)
      throws GeneralSecurityException {
    var context =
        join(
            new byte[] {0},
            labeledExtract(SUITE, NOTHING, "psk_id_hash", NOTHING),
            labeledExtract(SUITE, NOTHING, "info_hash", info));
    var secret = labeledExtract(SUITE, shared, "secret", NOTHING);
    return gcm(
        labeledExpand(SUITE, secret, "key", context, 32),
        labeledExpand(SUITE, secret, "base_nonce", context, 12),
        plaintext);
  }

  static byte[] gcm(byte[] key, byte[] nonce, byte[] plaintext) throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
    return cipher.doFinal(plaintext);
  }

  private static byte[] labeledExtract(byte[] suite, byte[] salt, String label, byte[] ikm)
      throws GeneralSecurityException {
    var labeled = join(ascii("HPKE-v1"), suite, ascii(label), ikm);
    return KDF.getInstance("HKDF-SHA256")
        .deriveData(HKDFParameterSpec.ofExtract().addIKM(labeled).addSalt(salt).extractOnly());
  }

  private static byte[] labeledExpand(
      byte[] suite, byte[] prk, String label, byte[] info, int length)
      throws GeneralSecurityException {
    var labeled = join(new byte[] {0, (byte) length}, ascii("HPKE-v1"), suite, ascii(label), info);
    return KDF.getInstance("HKDF-SHA256")
        .deriveData(HKDFParameterSpec.expandOnly(new SecretKeySpec(prk, "HKDF"), labeled, length));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static java.security.PublicKey publicKey(byte[] littleEndian)
      throws GeneralSecurityException {
    var u = new BigInteger(1, reversed(littleEndian));
    return KeyFactory.getInstance("X25519")
        .generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, u));
  }

  private static byte[] bytes(XECPublicKey key) {
    var number = key.getU().toByteArray();
    var bigEndian = new byte[32];
    int length = Math.min(32, number.length);
    System.arraycopy(number, number.length - length, bigEndian, 32 - length, length);
    return reversed(bigEndian);
  }

  private static byte[] reversed(byte[] bytes) {
    var reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return reversed;
  }

  static byte[] join(byte[]... parts) {
    var out = new ByteArrayOutputStream();
    for (var part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
