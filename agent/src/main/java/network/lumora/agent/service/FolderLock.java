package network.lumora.agent.service;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** Lets one agent at a time use a data folder; the system frees it when the process dies. */
public final class FolderLock implements AutoCloseable {
  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * @throws IOException if another agent has it, or the folder cannot be used
   */
  public static FolderLock take(Path dataFolder) throws IOException {
    prepare(dataFolder);
    var channel =
        FileChannel.open(
            dataFolder.resolve("agent.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!isLocked(channel)) {
      channel.close();
      throw new IOException(
          "another agent runs with "
              + dataFolder
              + "; see it with: lumora status, or use another folder with --data");
    }
    return new FolderLock(channel);
  }

  /** Whether an agent runs with the folder, be it one that answers nobody. */
  public static boolean isTaken(Path dataFolder) throws IOException {
    try (var channel =
        FileChannel.open(
            dataFolder.resolve("agent.lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE)) {
      return !isLocked(channel);
    }
  }

  /** Makes the folder, for its owner alone. */
  public static void prepare(Path dataFolder) throws IOException {
    if (Files.isDirectory(dataFolder)) {
      return;
    }
    if (dataFolder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createDirectories(
          dataFolder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectories(dataFolder);
    }
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return tried(channel) != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static java.nio.channels.@Nullable FileLock tried(FileChannel channel)
      throws IOException {
    return channel.tryLock();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
