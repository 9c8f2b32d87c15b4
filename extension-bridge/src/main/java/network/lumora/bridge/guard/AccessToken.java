package network.lumora.bridge.guard;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.KeyFile;

/** The secret that the host's own tools show with every call. Immutable; never printed. */
public final class AccessToken {
  private static final int BYTES = 32;
  private static final String SCHEME = "Bearer ";
  private final String text;

  private AccessToken(String text) {
    this.text = text;
  }

  /**
   * The token in {@code file}, which only its owner may read; a fresh one is stored if there is
   * none.
   */
  public static AccessToken loadOrCreate(Path file) throws IOException {
    try {
      var text = new KeyFile(file).readOrCreate(AccessToken::fresh).strip();
      if (text.length() < 40) {
        throw new IOException(file + " holds no access token; delete it to get a new one");
      }
      return new AccessToken(text);
    } catch (GeneralSecurityException e) {
      throw new IOException("no secure randomness for " + file, e);
    }
  }

  private static String fresh() {
    var bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The value of an {@code Authorization} header. */
  public String header() {
    return SCHEME + text;
  }

  boolean is(Sha256 shown) {
    return MessageDigest.isEqual(Sha256.of(text).bytes(), shown.bytes());
  }
}
