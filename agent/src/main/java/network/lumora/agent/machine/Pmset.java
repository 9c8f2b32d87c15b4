package network.lumora.agent.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What macOS' {@code pmset -g batt} says. Thread-safe. */
final class Pmset implements Power {
  private static final int MAX_BYTES = 4 * 1024;
  private static final long PATIENCE_SECONDS = 5;

  @Override
  public Optional<Boolean> isOnBattery() {
    try {
      var process =
          new ProcessBuilder("/usr/bin/pmset", "-g", "batt").redirectErrorStream(true).start();
      process.getOutputStream().close();
      var text = new String(process.getInputStream().readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroy();
      }
      return read(text);
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** The first line is {@code Now drawing from 'AC Power'} or {@code 'Battery Power'}. */
  static Optional<Boolean> read(String text) {
    if (text.contains("'Battery Power'")) {
      return Optional.of(true);
    }
    return text.contains("'AC Power'") ? Optional.of(false) : Optional.empty();
  }
}
