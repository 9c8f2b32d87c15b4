package network.lumora.agent.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Changes {@code agent.conf} a setting at a time; what else is in it stays. */
final class ConfigFile {
  private final Path file;

  ConfigFile(Path file) {
    this.file = file;
  }

  /** The file has the old text or the new one, also if the power fails. */
  void set(Config.Key key, String value) throws IOException {
    boolean exists = Files.exists(file);
    var real = exists ? file.toRealPath() : file;
    var lines = exists ? Files.readAllLines(real) : List.<String>of();
    var temporary = Files.createTempFile(real.toAbsolutePath().getParent(), ".agent", ".conf.tmp");
    try {
      Files.write(temporary, with(lines, key, key.line(value)));
      Files.move(temporary, real, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static List<String> with(List<String> lines, Config.Key key, String line) {
    var changed = new ArrayList<String>();
    lines.forEach(old -> changed.add(key.isSetBy(old) ? line : old));
    if (!changed.contains(line)) {
      changed.add(line);
    }
    return changed;
  }
}
