package network.lumora.systemtests.install;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What {@code scripts/package} makes from the jars of this build. */
record Packages(Path archive, Path debianPackage) {
  private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

  /** Why they cannot be made; empty if they can. */
  static String missing() {
    return Files.exists(CHECKOUT.resolve("agent/target/agent.jar"))
        ? ""
        : "it needs the jars of this build; run mvn verify";
  }

  static Packages make() throws IOException {
    var builder = new ProcessBuilder(CHECKOUT.resolve("scripts/package").toString(), "all");
    builder.environment().put("LUMORA_BUILT", "true");
    var process = builder.redirectErrorStream(true).start();
    process.getOutputStream().close();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException("scripts/package failed:\n" + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    return new Packages(newest(".tar.gz"), newest(".deb"));
  }

  private static Path newest(String ending) throws IOException {
    try (var files = Files.list(CHECKOUT.resolve("target/package"))) {
      return files
          .filter(file -> file.toString().endsWith(ending))
          .max((a, b) -> Long.compare(modified(a), modified(b)))
          .orElseThrow(() -> new IOException("scripts/package made no " + ending));
    }
  }

  private static long modified(Path file) {
    try {
      return Files.getLastModifiedTime(file).toMillis();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
