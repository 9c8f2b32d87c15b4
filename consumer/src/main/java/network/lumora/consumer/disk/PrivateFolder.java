package network.lumora.consumer.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes folders of mode 0700: what was bought is nobody else's to read. */
public final class PrivateFolder {
  private PrivateFolder() {}

  /** Returns {@code folder}, which exists then; one that was there keeps its mode. */
  public static Path create(Path folder) throws IOException {
    try {
      return Files.createDirectories(folder, ownerOnly(folder));
    } catch (IOException e) {
      throw new IOException(
          "cannot make the folder "
              + folder
              + ": expected a place this user may write; give another with --data",
          e);
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path folder) {
    return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }
}
