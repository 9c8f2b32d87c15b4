package network.lumora.systemtests.bed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import network.lumora.systemtests.network.Finished;

/** A command of this computer that ends by itself. */
public final class Command {
  private Command() {}

  public static Finished run(List<String> line) throws IOException {
    var process = new ProcessBuilder(line).redirectErrorStream(true).start();
    process.getOutputStream().close();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      return new Finished(process.waitFor(), output);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** As {@link #run}, but to fail is an exception. */
  static String must(String... line) throws IOException {
    return must(List.of(line));
  }

  static String must(List<String> line) throws IOException {
    var finished = run(line);
    if (finished.status() != 0) {
      throw new IOException(
          "`%s` ended with %d: %s"
              .formatted(String.join(" ", line), finished.status(), finished.output().strip()));
    }
    return finished.output();
  }
}
