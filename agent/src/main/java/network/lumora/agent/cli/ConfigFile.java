package network.lumora.agent.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Changes settings in {@code agent.conf}; what else is in it stays. */
final class ConfigFile {
  private final Path file;

  ConfigFile(Path file) {
    this.file = file;
  }

  /** The file has the old text or the new one, also if the power fails. */
  void set(Map<Config.Key, String> settings) throws IOException {
    boolean exists = Files.exists(file);
    var real = exists ? file.toRealPath() : file;
    var lines = new ArrayList<>(exists ? Files.readAllLines(real) : List.<String>of());
    settings.forEach((key, value) -> set(lines, key, key.line(value)));
    var temporary = Files.createTempFile(real.toAbsolutePath().getParent(), ".agent", ".conf.tmp");
    try {
      Files.write(temporary, lines);
      Files.move(temporary, real, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static void set(List<String> lines, Config.Key key, String line) {
    lines.replaceAll(old -> key.isSetBy(old) ? line : old);
    if (!lines.contains(line)) {
      lines.add(line);
    }
  }
}
