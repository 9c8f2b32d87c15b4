package network.lumora.systemtests.bench.agents;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import network.lumora.systemtests.network.Program;

/** The process of the simulated agents, and what it answers. */
final class SwarmProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader answers;
  private final PrintWriter commands;

  SwarmProcess(int port, int agents, Path log) throws IOException {
    this.process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "-XX:+UseSerialGC",
                    "-Xmx1g",
                    "-Xmn256m",
                    "-cp",
                    Program.classPath(),
                    SwarmProgram.class.getName(),
                    "" + port,
                    "" + agents))
            .redirectError(log.toFile())
            .start();
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.commands = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    var _ = answer();
  }

  long pid() {
    return process.pid();
  }

  /** Waits for it; gives the numbers it tells by name. */
  Told tell(String command) throws IOException {
    commands.println(command);
    var told = new TreeMap<String, String>();
    for (var pair : answer().split(" ", -1)) {
      var parts = pair.split("=", 2);
      told.put(parts[0], parts.length == 2 ? parts[1] : "");
    }
    return new Told(told);
  }

  /** What it answered, by name. */
  record Told(Map<String, String> values) {
    String text(String name) {
      return values.getOrDefault(name, "");
    }

    double number(String name) {
      return Double.parseDouble(text(name));
    }
  }

  private String answer() throws IOException {
    var line = answers.readLine();
    if (line == null) {
      throw new IOException("the simulated agents have ended; their log says why");
    }
    return line;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
