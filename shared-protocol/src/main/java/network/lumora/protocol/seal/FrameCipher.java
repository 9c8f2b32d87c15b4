package network.lumora.protocol.seal;

import com.google.crypto.tink.subtle.Hkdf;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import network.lumora.protocol.cryptography.NativeCryptography;

/**
 * One key of a direction: what Tink's {@code AesGcmHkdfStreaming} makes of the same secret and
 * header. One thread.
 *
 * <p>Not through Tink, because a frame must cost little: computed in Java by the small compiler
 * alone, as agents run, a megabyte takes 20 ms, in BoringSSL 0.08 ms from one buffer outside of the
 * heap to another; arrays are copied whole, there and back, however little of them is meant.
 */
final class FrameCipher {
  static final int HEADER_BYTES = SealedBody.HEADER_BYTES;

  private static final String ALGORITHM = "AES/GCM/NoPadding";
  private static final int SALT_BYTES = 32;
  private static final int PREFIX_AT = 1 + SALT_BYTES;
  private static final int PREFIX_BYTES = HEADER_BYTES - PREFIX_AT;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = Hpke.TAG_BYTES * Byte.SIZE;

  private final Cipher cipher;
  private final SecretKey key;
  private final ByteBuffer nonce;

  private FrameCipher(byte[] key, byte[] header) throws GeneralSecurityException {
    this.cipher = newCipher();
    this.key = new SecretKeySpec(key, "AES");
    this.nonce = ByteBuffer.allocate(NONCE_BYTES).put(header, PREFIX_AT, PREFIX_BYTES);
  }

  private static Cipher newCipher() throws GeneralSecurityException {
    var provider = NativeCryptography.provider();
    return provider.isPresent()
        ? Cipher.getInstance(ALGORITHM, provider.get())
        : Cipher.getInstance(ALGORITHM);
  }

  /**
   * @param info what the key is bound to
   */
  static FrameCipher of(byte[] secret, byte[] header, byte[] info) {
    try {
      var salt = Arrays.copyOfRange(header, 1, PREFIX_AT);
      return new FrameCipher(
          Hkdf.computeHkdf(FrameChain.HMAC, secret, salt, info, FrameChain.SECRET_BYTES), header);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES-GCM", e);
    }
  }

  /** With a random salt and nonce prefix. */
  static byte[] newHeader() {
    var header = new byte[HEADER_BYTES];
    new SecureRandom().nextBytes(header);
    header[0] = HEADER_BYTES;
    return header;
  }

  /**
   * Appends ciphertext and tag to {@code out}.
   *
   * @param place from 0, each once
   */
  void seal(ByteBuffer plaintext, int place, boolean last, ByteBuffer out) {
    try {
      run(Cipher.ENCRYPT_MODE, plaintext, place, last, out);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("sealing with a fresh nonce cannot fail", e);
    }
  }

  void open(ByteBuffer frame, int place, boolean last, ByteBuffer out) throws SealBrokenException {
    try {
      run(Cipher.DECRYPT_MODE, frame, place, last, out);
    } catch (AEADBadTagException e) {
      throw new SealBrokenException("a frame is changed, missing or not in its place", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a frame of any bytes can be tried", e);
    }
  }

  private void run(int mode, ByteBuffer in, int place, boolean last, ByteBuffer out)
      throws GeneralSecurityException {
    nonce.putInt(PREFIX_BYTES, place).put(NONCE_BYTES - 1, (byte) (last ? 1 : 0));
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce.array()));
    cipher.doFinal(in, out);
  }
}
