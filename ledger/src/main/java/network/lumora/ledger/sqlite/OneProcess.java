package network.lumora.ledger.sqlite;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a second writer away from a log, whose state would not see what the first appends. */
final class OneProcess implements Closeable {
  private final FileChannel channel;

  private OneProcess(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Locks a file beside {@code log}; the system frees it when the process ends, however it ends.
   */
  static OneProcess hold(Path log) throws IOException {
    var beside = log.resolveSibling(log.getFileName() + ".lock");
    var channel = FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!locks(channel)) {
      channel.close();
      throw new IOException("the log is open in another program; stop that one first");
    }
    return new OneProcess(channel);
  }

  private static boolean locks(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
