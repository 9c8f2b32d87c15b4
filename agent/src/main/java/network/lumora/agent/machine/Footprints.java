package network.lumora.agent.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** What this process costs its machine now. Thread-safe. */
public final class Footprints {
  private static final String RESIDENT = "VmRSS:";

  private final Path status;

  public Footprints() {
    this(Path.of("/proc/self/status"));
  }

  Footprints(Path status) {
    this.status = status;
  }

  /** Memory that is really held; empty where there is no {@code /proc}. */
  public OptionalLong residentBytes() {
    try {
      for (var line : Files.readAllLines(status)) {
        if (line.startsWith(RESIDENT)) {
          return OptionalLong.of(
              Long.parseLong(line.substring(RESIDENT.length()).replace("kB", "").strip()) * 1024);
        }
      }
      return OptionalLong.empty();
    } catch (IOException | NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  public long heapBytes() {
    var runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /** Time of all cores since the process began. */
  public OptionalDouble cpuSeconds() {
    Optional<Duration> spent = ProcessHandle.current().info().totalCpuDuration();
    return spent.isPresent()
        ? OptionalDouble.of(spent.get().toMillis() / 1_000.0)
        : OptionalDouble.empty();
  }

  /** What files in {@code folder} hold; empty if it cannot be read. */
  public static OptionalLong bytesIn(Path folder) {
    try (var files = Files.list(folder)) {
      return OptionalLong.of(files.filter(Files::isRegularFile).mapToLong(Footprints::size).sum());
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  /** A file that has gone since holds nothing. */
  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }
}
