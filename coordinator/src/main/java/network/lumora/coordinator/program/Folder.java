package network.lumora.coordinator.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.random.RandomGenerator;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.identity.KeyFile;

/** The coordinator's folder: what is where. */
public record Folder(Path path) {
  private static final int TOKEN_BYTES = 32;

  /** Makes the folder if there is none; only its owner may look inside. */
  public static Folder at(Path path) throws IOException {
    if (Files.notExists(path)) {
      Files.createDirectories(path);
      if (isPosix(path)) {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
      }
    }
    if (!Files.isDirectory(path) || !Files.isWritable(path)) {
      throw new IOException(
          path + " is not a folder that this user can write; choose another with --data");
    }
    return new Folder(path);
  }

  public IdentityKey identity() throws IOException {
    return IdentityKey.loadOrCreate(path.resolve("identity.json"));
  }

  /** The operator's token, made with the first start. */
  public String operatorToken(RandomGenerator random) throws IOException {
    try {
      return new KeyFile(path.resolve("operator-token")).readOrCreate(() -> token(random)).strip();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a token needs no cryptography", e);
    }
  }

  private static String token(RandomGenerator random) {
    var bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The addresses that consumers ordered are in it, so only the owner may read it. */
  Path book() throws IOException {
    var file = path.resolve("coordinator.db");
    if (Files.notExists(file) && isPosix(path)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    return file;
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  Path ledger() {
    return path.resolve("ledger.db");
  }

  /** Tells the commands where the running coordinator is. */
  void writeAddress(String http) throws IOException {
    Files.writeString(addressFile(), http);
  }

  /** Where the coordinator that was started last listens. */
  public String address() throws IOException {
    if (Files.notExists(addressFile())) {
      throw new IOException("no coordinator has run with " + path + "; start it first");
    }
    return Files.readString(addressFile()).strip();
  }

  private Path addressFile() {
    return path.resolve("http-address");
  }
}
