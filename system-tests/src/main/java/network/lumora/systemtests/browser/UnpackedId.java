package network.lumora.systemtests.browser;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** The id that Chromium gives an unpacked extension: a hash of its key, or else of its path. */
final class UnpackedId {
  private UnpackedId() {}

  static String of(Path extension) throws IOException {
    var manifest =
        JsonParser.parseString(Files.readString(extension.resolve("manifest.json")))
            .getAsJsonObject();
    var hashed =
        manifest.has("key")
            ? Base64.getDecoder().decode(manifest.get("key").getAsString())
            : extension.toRealPath().toString().getBytes(StandardCharsets.UTF_8);
    return letters(HexFormat.of().formatHex(sha256(hashed), 0, 16));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Hexadecimal with the digits a to p. */
  private static String letters(String hex) {
    var letters = new StringBuilder();
    hex.chars().forEach(digit -> letters.append((char) ('a' + Character.digit(digit, 16))));
    return letters.toString();
  }
}
