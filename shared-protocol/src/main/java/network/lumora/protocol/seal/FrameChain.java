package network.lumora.protocol.seal;

import com.google.crypto.tink.subtle.Hkdf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/**
 * The secrets of one direction, each from the one before, which is forgotten: whoever learns one
 * cannot open what older ones have sealed. One thread.
 */
final class FrameChain {
  static final int SECRET_BYTES = 32;
  static final String HMAC = "HmacSha256";
  private static final byte[] NO_SALT = {};
  private static final byte[] NEXT = "lumora-frame-next-v1".getBytes(StandardCharsets.US_ASCII);

  private byte[] secret;

  /**
   * @param info names the direction and what the frames belong to
   */
  FrameChain(byte[] shared, byte[] info) {
    this.secret = derive(shared, info);
  }

  /**
   * The key under this secret, and goes on to the next.
   *
   * @param framesBefore the first of the key
   */
  FrameCipher next(byte[] header, long framesBefore) {
    var cipher = FrameCipher.of(secret, header, place(framesBefore));
    var following = derive(secret, NEXT);
    Arrays.fill(secret, (byte) 0);
    secret = following;
    return cipher;
  }

  /**
   * What a key is bound to: how many frames came before its first. Without it, the last frames
   * under a key could be left out unseen.
   */
  private static byte[] place(long framesBefore) {
    return ByteBuffer.allocate(Long.BYTES).putLong(framesBefore).array();
  }

  private static byte[] derive(byte[] from, byte[] info) {
    try {
      return Hkdf.computeHkdf(HMAC, from, NO_SALT, info, SECRET_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("32 bytes can always be derived", e);
    }
  }
}
