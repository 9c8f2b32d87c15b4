package network.lumora.proof.challenge;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import network.lumora.protocol.digest.Sha256;

/**
 * From which a slot's payload is made; fresh for each slot, challenger and direction. Immutable.
 */
public final class SlotKey {
  public static final int NONCE_BYTES = 8;

  private final byte[] bytes;

  /**
   * @param hex 64 hexadecimal digits
   */
  public SlotKey(String hex) {
    bytes = HexFormat.of().parseHex(hex);
    if (bytes.length != Keystream.KEY_BYTES) {
      throw new IllegalArgumentException("a slot's key has 32 bytes, not " + bytes.length);
    }
  }

  /** What a challenger sends. */
  public Keystream stream() {
    return new Keystream(bytes);
  }

  /**
   * What a prover sends once it has this nonce, and could not have made before: the stream under
   * SHA-256 of key and nonce.
   */
  public Keystream stream(long nonce) {
    return new Keystream(
        Sha256.of(
                ByteBuffer.allocate(Keystream.KEY_BYTES + NONCE_BYTES)
                    .put(bytes)
                    .putLong(nonce)
                    .array())
            .bytes());
  }
}
