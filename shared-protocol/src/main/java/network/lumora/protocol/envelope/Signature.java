package network.lumora.protocol.envelope;

import network.lumora.protocol.identity.PublicKey;
import org.jspecify.annotations.Nullable;

/** One party's signature over an envelope. Immutable. */
public final class Signature {
  private final PublicKey key;
  private final byte[] bytes;

  /**
   * @throws IllegalArgumentException if there are not 64 bytes
   */
  public Signature(PublicKey key, byte[] bytes) {
    if (bytes.length != PublicKey.SIGNATURE_BYTES) {
      throw new IllegalArgumentException("a signature has 64 bytes, not " + bytes.length);
    }
    this.key = key;
    this.bytes = bytes.clone();
  }

  public PublicKey key() {
    return key;
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Signature that
        && key.equals(that.key)
        && java.util.Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * key.hashCode() + java.util.Arrays.hashCode(bytes);
  }
}
