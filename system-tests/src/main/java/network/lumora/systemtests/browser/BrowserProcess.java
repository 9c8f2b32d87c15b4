package network.lumora.systemtests.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The operating system's side of a browser: one process and those that it starts. */
final class BrowserProcess implements AutoCloseable {
  private static final long GRACE_SECONDS = 10;
  private static final long POLL_MILLIS = 50;

  private final Process process;
  private final Path log;

  private BrowserProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts it with a home of its own, so that nothing of the user's is read or written. */
  static BrowserProcess start(List<String> command, Path folder) throws IOException {
    Files.createDirectories(folder);
    var log = folder.resolve("browser.log");
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(log.toFile());
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("XDG_RUNTIME_DIR", folder.toString());
    builder.environment().put("LANGUAGE", "en");
    builder.environment().remove("DBUS_SESSION_BUS_ADDRESS");
    return new BrowserProcess(builder.start(), log);
  }

  /** Waits until the browser has written the file in which it says where it listens. */
  String awaitFile(Path file) throws IOException {
    long deadline = System.nanoTime() + Wire.PATIENCE.toNanos();
    while (System.nanoTime() - deadline < 0) {
      var text = Files.exists(file) ? Files.readString(file) : "";
      if (!text.isBlank()) {
        return text;
      }
      if (ended()) {
        throw new IOException("the browser ended at once; it said:\n" + Files.readString(log));
      }
    }
    throw new IOException("the browser is not ready; it said:\n" + Files.readString(log));
  }

  private boolean ended() throws IOException {
    try {
      return process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Ends it and what it started, by their ids. */
  @Override
  public void close() {
    var children = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      children.forEach(ProcessHandle::destroyForcibly);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
