package network.lumora.protocol.seal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;

/**
 * Closes data so that only the holder of one {@link SealKey} can read it.
 *
 * <p>Everything sealed begins with a format byte {@code f}. {@code HPKE(m)} is single-shot base
 * mode of RFC 9180 (section 6.1) with DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and AES-256-GCM,
 * {@code info = f || context}, empty {@code aad}: 32 bytes of encapsulated key, then the ciphertext
 * of {@code m} with its tag of 16 bytes.
 *
 * <ul>
 *   <li>1, direct: {@code 1 || HPKE(plaintext)}: 49 bytes longer than the plaintext.
 *   <li>2, streaming: {@code 2 || HPKE(k) || body}, where {@code k} is 32 fresh random bytes. The
 *       body is AES-256-GCM-HKDF streaming (Tink's {@code AesGcmHkdfStreaming}):
 *       <ul>
 *         <li>a header of 40 bytes: its length (one byte, 40), a salt (32), a nonce prefix (7);
 *         <li>segments; the AES key of all is HKDF-SHA256 (ikm = {@code k}, salt, info = context,
 *             32 bytes); the nonce of segment {@code i}, from 0, is prefix, {@code i} (4 bytes,
 *             big-endian), and one byte that is 1 for the last segment and else 0; no aad;
 *         <li>each segment has a tag of 16 bytes, and all but the last fill 65,536 bytes, in the
 *             first of which the header's 40 count; the last may be shorter, down to the tag.
 *       </ul>
 * </ul>
 *
 * Decision 0003 says why.
 */
public final class Seal {
  private Seal() {}

  /** Seals in the direct format. */
  public static byte[] seal(SealPublicKey to, byte[] plaintext, byte[] context) {
    var hpke = Hpke.encrypt(to, plaintext, Format.DIRECT.info(context));
    var sealed = new byte[1 + hpke.length];
    sealed[0] = Format.DIRECT.code();
    System.arraycopy(hpke, 0, sealed, 1, hpke.length);
    return sealed;
  }

  /**
   * Seals all of {@code plaintext} in the streaming format, a segment of 64 KiB at a time. Closes
   * neither; if it throws, what was written is unusable.
   */
  public static void seal(
      SealPublicKey to, InputStream plaintext, OutputStream sealed, byte[] context)
      throws IOException {
    var key = new byte[SealedBody.KEY_BYTES];
    new SecureRandom().nextBytes(key);
    sealed.write(Format.STREAMING.code());
    sealed.write(Hpke.encrypt(to, key, Format.STREAMING.info(context)));
    new SealedBody(key, context).seal(plaintext, sealed);
  }
}
