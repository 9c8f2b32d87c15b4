package network.lumora.systemtests.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The operating system's side of a browser: one process and those that it starts. */
final class BrowserProcess implements AutoCloseable {
  private static final long GRACE_SECONDS = 10;
  private static final long GONE_SECONDS = 60;
  private static final long POLL_MILLIS = 50;

  private final Process process;
  private final Path folder;

  private BrowserProcess(Process process, Path folder) {
    this.process = process;
    this.folder = folder;
  }

  /** Starts it in a home of its own, so that nothing of the user's is read or written. */
  static BrowserProcess start(List<String> command, Path folder) throws IOException {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(log(folder).toFile());
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("TMPDIR", folder.toString());
    builder.environment().put("XDG_RUNTIME_DIR", folder.toString());
    builder.environment().put("LANGUAGE", "en");
    builder.environment().remove("DBUS_SESSION_BUS_ADDRESS");
    return new BrowserProcess(builder.start(), folder);
  }

  private static Path log(Path folder) {
    return folder.resolve("browser.log");
  }

  private String said() throws IOException {
    return Files.readString(log(folder));
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
        throw new IOException("the browser ended at once; it said:\n" + said());
      }
    }
    throw new IOException("the browser is not ready; it said:\n" + said());
  }

  private boolean ended() throws IOException {
    try {
      return process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Ends it and what it started, by their ids; its folder goes with it. */
  @Override
  public void close() {
    var children = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      for (var child : children) {
        child.destroyForcibly();
        var _ = child.onExit().get(GONE_SECONDS, TimeUnit.SECONDS);
      }
      deleteFolder();
    } catch (IOException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the browser left something in " + folder, e);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** What is on its way to the disk may come once more while we delete. */
  private void deleteFolder() throws IOException {
    Poll.until(
        "nothing is left in " + folder,
        () -> {
          List<Path> files;
          try (var walk = Files.walk(folder)) {
            files = walk.sorted(Comparator.reverseOrder()).toList();
          } catch (UncheckedIOException e) {
            throw e.getCause();
          }
          for (var file : files) {
            Files.deleteIfExists(file);
          }
          return !Files.exists(folder);
        });
  }
}
