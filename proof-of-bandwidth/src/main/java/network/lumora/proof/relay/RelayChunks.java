package network.lumora.proof.relay;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import network.lumora.proof.receipt.Chunk;
import network.lumora.protocol.cryptography.NativeCryptography;
import network.lumora.protocol.digest.Sha256;

/**
 * The records of a paid leg as its chain counts them. One thread.
 *
 * <p>Of a record that is longer than {@value #ENDS_BYTES} bytes, its first and its last {@value
 * #HALF_BYTES} stand for all: kind and length are among the first, and the tag of a frame among the
 * last, which nobody can make for another frame without its key.
 */
final class RelayChunks {
  static final int HALF_BYTES = 32;
  static final int ENDS_BYTES = 2 * HALF_BYTES;

  private final MessageDigest digest = NativeCryptography.sha256();

  /**
   * @param record whole, header and all; not changed
   */
  Chunk of(ByteBuffer record) {
    int bytes = record.remaining();
    var ends = new byte[Math.min(bytes, ENDS_BYTES)];
    int half = Math.min(bytes, HALF_BYTES);
    record.get(record.position(), ends, 0, half);
    int rest = ends.length - half;
    record.get(record.limit() - rest, ends, half, rest);
    return new Chunk(Sha256.fromBytes(digest.digest(ends)), bytes);
  }
}
