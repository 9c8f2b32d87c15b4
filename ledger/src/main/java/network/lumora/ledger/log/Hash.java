package network.lumora.ledger.log;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import org.jspecify.annotations.Nullable;

/**
 * A SHA-256 hash in a Merkle tree. Immutable. Text form: standard base64 with padding.
 *
 * <p>Leaves and nodes are told apart by their first byte (RFC 9162 section 2.1.1), so that a node
 * can never be passed off as an entry.
 */
public final class Hash {
  public static final int LENGTH_BYTES = 32;

  /** The root of the tree that has no entry. */
  public static final Hash EMPTY_TREE = new Hash(sha256().digest());

  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private final byte[] bytes;

  private Hash(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * @throws IllegalArgumentException if there are not 32 of them
   */
  public static Hash of(byte[] bytes) {
    if (bytes.length != LENGTH_BYTES) {
      throw new IllegalArgumentException("a hash has 32 bytes, not " + bytes.length);
    }
    return new Hash(bytes.clone());
  }

  /** Reads the text form; only the one canonical spelling is accepted. */
  public static Hash parse(String base64) throws ProtocolException {
    byte[] bytes = StrictBase64.decode(base64);
    if (bytes.length != LENGTH_BYTES) {
      throw new ProtocolException(
          ErrorCode.MALFORMED, "expected a hash of 32 bytes, got " + bytes.length);
    }
    return new Hash(bytes);
  }

  /** The leaf of an entry. */
  public static Hash ofEntry(byte[] entry) {
    var digest = sha256();
    digest.update(LEAF);
    return new Hash(digest.digest(entry));
  }

  /** The node above two subtrees. */
  public static Hash ofNode(Hash left, Hash right) {
    var digest = sha256();
    digest.update(NODE);
    digest.update(left.bytes);
    return new Hash(digest.digest(right.bytes));
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
