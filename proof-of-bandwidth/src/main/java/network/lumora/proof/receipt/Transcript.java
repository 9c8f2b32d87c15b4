package network.lumora.proof.receipt;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import network.lumora.protocol.digest.Sha256;

/**
 * A running digest over every byte that went up in a session. Immutable.
 *
 * <p>{@code next = SHA-256(before || nonce (16) || bytes of the window (8, big-endian) || digest of
 * each chunk (32) in order)}; the first {@code before} is the digest of the grant's payload.
 */
public record Transcript(Sha256 value) {

  /**
   * @param digest SHA-256, as new
   */
  Transcript after(MessageDigest digest, String nonce, List<Chunk> chunks) {
    digest.update(value.bytes());
    digest.update(HexFormat.of().parseHex(nonce));
    long bytes = chunks.stream().mapToLong(Chunk::bytes).sum();
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, bytes));
    chunks.forEach(chunk -> digest.update(chunk.sha256().bytes()));
    return new Transcript(Sha256.fromBytes(digest.digest()));
  }
}
