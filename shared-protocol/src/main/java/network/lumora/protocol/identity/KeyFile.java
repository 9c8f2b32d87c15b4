package network.lumora.protocol.identity;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.EnumSet;
import java.util.Set;

/**
 * A private key on disk that only its owner may read. Immutable.
 *
 * <p>A file appears whole or not at all and is never overwritten. Where the file system has no
 * POSIX permissions, the folder's own protection is all there is.
 */
public final class KeyFile {
  /** A keyset of one key has some 300 bytes; more than this is some other file. */
  private static final int MAX_BYTES = 64 * 1024;

  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  /** Makes the text of a fresh key. */
  @FunctionalInterface
  public interface Fresh {
    String text() throws GeneralSecurityException;
  }

  private final Path path;

  public KeyFile(Path path) {
    this.path = path.toAbsolutePath();
  }

  /**
   * The text in the file, or {@code fresh} stored there first if there is no file.
   *
   * @throws IOException also if others may read or write the file, or it is far too large
   */
  public String readOrCreate(Fresh fresh) throws IOException, GeneralSecurityException {
    if (Files.notExists(path)) {
      create(fresh.text());
    }
    return read();
  }

  private String read() throws IOException {
    if (hasPosixPermissions()) {
      refuseIfOpenToOthers(Files.getPosixFilePermissions(path));
    }
    if (Files.size(path) > MAX_BYTES) {
      throw new IOException(path + " is no key file: it has more than " + MAX_BYTES + " bytes");
    }
    return new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
  }

  private void refuseIfOpenToOthers(Set<PosixFilePermission> permissions) throws IOException {
    var others = EnumSet.copyOf(permissions);
    others.removeAll(
        EnumSet.range(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_EXECUTE));
    if (!others.isEmpty()) {
      throw new IOException(
          "private key is open to other users ("
              + PosixFilePermissions.toString(permissions)
              + "); run: chmod 600 "
              + path);
    }
  }

  private void create(String text) throws IOException {
    var temporary = Files.createTempFile(folder(), ".key", ".tmp", permissions());
    try {
      write(temporary, text);
      publish(temporary);
      syncFolder();
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static void write(Path file, String text) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  /** A link, unlike a move, fails if another process was faster; then its key is the one to use. */
  private void publish(Path temporary) throws IOException {
    try {
      Files.createLink(path, temporary);
    } catch (FileAlreadyExistsException e) {
      return;
    } catch (UnsupportedOperationException | IOException e) {
      Files.move(temporary, path);
    }
  }

  private void syncFolder() throws IOException {
    if (hasPosixPermissions()) {
      try (var channel = FileChannel.open(folder(), StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private Path folder() {
    var parent = path.getParent();
    if (parent == null) {
      throw new IllegalArgumentException("a key file is in a folder: " + path);
    }
    return parent;
  }

  private FileAttribute<?>[] permissions() {
    return hasPosixPermissions()
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
        : new FileAttribute<?>[0];
  }

  private boolean hasPosixPermissions() {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
