package network.lumora.protocol.identity;

import java.util.Arrays;
import java.util.Base64;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import org.jspecify.annotations.Nullable;

/**
 * An Ed25519 public key: it names an agent, a coordinator or a consumer, and is the name of its
 * account. Text form: {@code ed25519:} and 43 characters of base64url without padding. Immutable;
 * ordered by its bytes, unsigned.
 */
public final class PublicKey implements Comparable<PublicKey> {
  public static final int LENGTH_BYTES = 32;
  public static final int SIGNATURE_BYTES = 64;
  private static final String PREFIX = "ed25519:";

  private final byte[] bytes;

  /** Reckoned once: keys are looked up by the thousand for each task that is given. */
  private final int hash;

  private PublicKey(byte[] bytes) {
    this.bytes = bytes;
    this.hash = Arrays.hashCode(bytes);
  }

  /**
   * @throws IllegalArgumentException if there are not 32 of them
   */
  public static PublicKey of(byte[] bytes) {
    if (bytes.length != LENGTH_BYTES) {
      throw new IllegalArgumentException("an Ed25519 key has 32 bytes, not " + bytes.length);
    }
    return new PublicKey(bytes.clone());
  }

  /** Reads the text form; only the one canonical spelling of a key is accepted. */
  public static PublicKey parse(String text) throws ProtocolException {
    try {
      if (text.startsWith(PREFIX)) {
        var key = of(Base64.getUrlDecoder().decode(text.substring(PREFIX.length())));
        if (key.toString().equals(text)) {
          return key;
        }
      }
    } catch (IllegalArgumentException e) {
      throw new ProtocolException(
          ErrorCode.MALFORMED, "not a key: expected ed25519: and 43 characters of base64url", e);
    }
    throw new ProtocolException(
        ErrorCode.MALFORMED, "not a key: expected ed25519: and 43 characters of base64url");
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  /** Whether {@code signature} is this key's over {@code message}; never throws for bad bytes. */
  public boolean verifies(byte[] message, byte[] signature) {
    return signature.length == SIGNATURE_BYTES && Ed25519.verifies(bytes, message, signature);
  }

  /**
   * The first eight characters of the key part: enough to tell keys apart on a screen, never to
   * identify one.
   */
  public String abbreviated() {
    return toString().substring(PREFIX.length(), PREFIX.length() + 8);
  }

  @Override
  public int compareTo(PublicKey other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof PublicKey key && hash == key.hash && Arrays.equals(bytes, key.bytes));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
