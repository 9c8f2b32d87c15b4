package network.lumora.systemtests.bench.footprint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Asks a command of this computer. */
final class Shell {
  private Shell() {}

  /** What it says; nothing if it is not there or fails. */
  static String run(String... command) throws IOException {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    } catch (IOException e) {
      return "";
    }
    process.getOutputStream().close();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
