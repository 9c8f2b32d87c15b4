package network.lumora.protocol.digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import org.jspecify.annotations.Nullable;

/** A SHA-256 digest (FIPS 180-4). Text form: 64 lower-case hexadecimal digits. Immutable. */
public final class Sha256 {
  public static final int LENGTH_BYTES = 32;

  private final byte[] bytes;

  private Sha256(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The digest of {@code content}. */
  public static Sha256 of(byte[] content) {
    return new Sha256(newDigest().digest(content));
  }

  /** The digest of the UTF-8 bytes of {@code text}. */
  public static Sha256 of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Takes what a {@link #newDigest} gave.
   *
   * @throws IllegalArgumentException if there are not 32 bytes
   */
  public static Sha256 fromBytes(byte[] digest) {
    if (digest.length != LENGTH_BYTES) {
      throw new IllegalArgumentException("a SHA-256 digest has 32 bytes, not " + digest.length);
    }
    return new Sha256(digest.clone());
  }

  public static Sha256 parse(String text) throws ProtocolException {
    if (text.length() != 2 * LENGTH_BYTES || !Hexadecimal.isAll(text)) {
      throw new ProtocolException(
          ErrorCode.MALFORMED, "not a SHA-256 digest: expected 64 lower-case hexadecimal digits");
    }
    return new Sha256(HexFormat.of().parseHex(text));
  }

  /** For content that comes in pieces. */
  public static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Sha256 that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
