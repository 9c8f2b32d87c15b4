package network.lumora.scraper.fetch;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A decoded body in memory; never written to disk. */
public final class Body {
  static final Body EMPTY = new Body(new byte[0], 0);

  private final byte[] buffer;
  private final int lengthBytes;

  Body(byte[] buffer, int lengthBytes) {
    this.buffer = buffer;
    this.lengthBytes = lengthBytes;
  }

  public int lengthBytes() {
    return lengthBytes;
  }

  public InputStream stream() {
    return new ByteArrayInputStream(buffer, 0, lengthBytes);
  }

  /** As UTF-8, with replacement characters where it is not. */
  public String text() {
    return new String(buffer, 0, lengthBytes, StandardCharsets.UTF_8);
  }

  /** In hex. */
  public String sha256() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(buffer, 0, lengthBytes);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
