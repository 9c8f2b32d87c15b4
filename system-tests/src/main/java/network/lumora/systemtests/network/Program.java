package network.lumora.systemtests.network;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** One running process of ours; its output goes to a log file beside the data. */
public final class Program implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String name;
  private final Process process;
  private final Path log;
  private Thread reader = Thread.ofPlatform().unstarted(() -> {});
  private final CompletableFuture<String> ready = new CompletableFuture<>();

  private Program(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /** Starts the main class with this JVM's own class path. */
  public static Program start(String name, Path log, List<String> jvmFlags, String... command)
      throws IOException {
    var line = new ArrayList<String>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.add("--enable-native-access=ALL-UNNAMED");
    line.add("-XX:+UseSerialGC");
    line.addAll(jvmFlags);
    line.add("-cp");
    line.add(classPath());
    line.addAll(List.of(command));
    return start(name, log, line);
  }

  /** Starts a command of any kind that says when it is ready. */
  public static Program start(String name, Path log, List<String> command) throws IOException {
    var builder = new ProcessBuilder(command);
    builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    var program = new Program(name, builder.start(), log);
    // A virtual thread that reads a pipe holds its carrier; there are as many as processors.
    program.reader = Thread.ofPlatform().daemon().name(name).start(program::readOutput);
    return program;
  }

  /** For programs of ours that are started elsewhere. */
  public static String classPath() {
    var surefire = System.getProperty("surefire.test.class.path");
    return surefire != null ? surefire : System.getProperty("java.class.path");
  }

  private void readOutput() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        Files.writeString(
            log,
            line + "\n",
            java.nio.file.StandardOpenOption.CREATE,
            java.nio.file.StandardOpenOption.APPEND);
        if (line.contains(" ready ")) {
          ready.complete(line);
        }
      }
      ready.completeExceptionally(new IOException(name + " ended before it was ready"));
    } catch (IOException e) {
      ready.completeExceptionally(e);
    }
  }

  /** The value of {@code key=} in the line that says the program is ready. */
  public String told(String key) throws IOException {
    var line = awaitReady();
    var found = Pattern.compile("\\b" + key + "=(\\S+)").matcher(line);
    if (!found.find()) {
      throw new IOException("no " + key + " in: " + line);
    }
    return found.group(1);
  }

  private String awaitReady() throws IOException {
    try {
      return ready.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException(name + " did not become ready; its log:\n" + log(), e);
    }
  }

  public String log() throws IOException {
    return Files.exists(log) ? Files.readString(log) : "";
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** SIGKILL: no handler runs, nothing is flushed. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** SIGTERM, as a service manager stops it. */
  public int stop() {
    process.destroy();
    return awaitEnd();
  }

  /** Waits for the process to end by itself; gives its exit status. */
  public int awaitEnd() {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(name + " did not stop in " + PATIENCE);
      }
      reader.join();
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      stop();
    }
  }
}
