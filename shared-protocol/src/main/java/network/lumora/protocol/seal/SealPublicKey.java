package network.lumora.protocol.seal;

import com.google.crypto.tink.HybridEncrypt;
import java.util.Arrays;
import java.util.Base64;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import org.jspecify.annotations.Nullable;

/**
 * An X25519 public key that data can be sealed to. Text form: {@code x25519:} and 43 characters of
 * base64url without padding. Immutable.
 *
 * <p>Only a u-coordinate below 2^255-19 that is not of small order is a key: RFC 7748 would read
 * several encodings as one point, and a small-order point would seal to everybody.
 */
public final class SealPublicKey {
  public static final int LENGTH_BYTES = 32;
  private static final String PREFIX = "x25519:";
  private static final String EXPECTED =
      "not a seal key: expected x25519: and 43 characters of base64url";

  private final byte[] bytes;

  /** Made when it is first sealed to, and kept: Tink makes a pair of keys to try whether it can. */
  private volatile @Nullable HybridEncrypt encryption;

  private SealPublicKey(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * @throws IllegalArgumentException if there are not 32 of them, or they are no point to seal to
   */
  public static SealPublicKey of(byte[] bytes) {
    if (bytes.length != LENGTH_BYTES) {
      throw new IllegalArgumentException("an X25519 key has 32 bytes, not " + bytes.length);
    }
    if (!Curve25519.isCanonical(bytes)) {
      throw new IllegalArgumentException("an X25519 key is a number below 2^255-19");
    }
    if (Curve25519.isOfSmallOrder(bytes)) {
      throw new IllegalArgumentException("an X25519 key of small order keeps no secret");
    }
    return new SealPublicKey(bytes.clone());
  }

  /** Reads the text form; only the one canonical spelling of a key is accepted. */
  public static SealPublicKey parse(String text) throws ProtocolException {
    if (!text.startsWith(PREFIX)) {
      throw new ProtocolException(ErrorCode.MALFORMED, EXPECTED);
    }
    try {
      var key = of(Base64.getUrlDecoder().decode(text.substring(PREFIX.length())));
      if (key.toString().equals(text)) {
        return key;
      }
      throw new ProtocolException(ErrorCode.MALFORMED, EXPECTED);
    } catch (IllegalArgumentException e) {
      throw new ProtocolException(ErrorCode.MALFORMED, EXPECTED, e);
    }
  }

  HybridEncrypt encryption() {
    var kept = encryption;
    if (kept == null) {
      kept = Hpke.encryption(bytes);
      encryption = kept;
    }
    return kept;
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SealPublicKey key && Arrays.equals(bytes, key.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
