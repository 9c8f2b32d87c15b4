package network.lumora.agent.counters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Linux' own counters, in {@code /proc/net/dev}. Thread-safe.
 *
 * <p>Bridges, tunnels and the like carry what a real interface carries once more, so they are left
 * out. Where there are only such, as in a container, all but loopback count.
 */
public final class InterfaceCounters implements LineCounters {
  private static final int RECEIVED = 0;
  private static final int SENT = 8;

  /** The kernel's table has 16 numbers for each interface. */
  private static final int COLUMNS = 16;

  private final Path table;
  private final Path virtualInterfaces;

  private record Carried(String name, long up, long down) {}

  public InterfaceCounters() {
    this(Path.of("/proc/net/dev"), Path.of("/sys/devices/virtual/net"));
  }

  InterfaceCounters(Path table, Path virtualInterfaces) {
    this.table = table;
    this.virtualInterfaces = virtualInterfaces;
  }

  @Override
  public Optional<LineTotals> read() {
    try {
      var all = new ArrayList<Carried>();
      for (var line : Files.readAllLines(table)) {
        carried(line).filter(one -> !one.name().equals("lo")).ifPresent(all::add);
      }
      return all.isEmpty() ? Optional.empty() : Optional.of(total(lines(all)));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<Carried> carried(String line) {
    int colon = line.indexOf(':');
    if (colon < 0) {
      return Optional.empty();
    }
    var numbers = line.substring(colon + 1).strip().split("\\s+", -1);
    return numbers.length < COLUMNS
        ? Optional.empty()
        : Optional.of(
            new Carried(
                line.substring(0, colon).strip(),
                Long.parseUnsignedLong(numbers[SENT]),
                Long.parseUnsignedLong(numbers[RECEIVED])));
  }

  private List<Carried> lines(List<Carried> all) {
    Predicate<Carried> isVirtual = one -> Files.exists(virtualInterfaces.resolve(one.name()));
    var real = all.stream().filter(isVirtual.negate()).toList();
    return real.isEmpty() ? all : real;
  }

  private static LineTotals total(List<Carried> lines) {
    return new LineTotals(
        lines.stream().mapToLong(Carried::up).sum(), lines.stream().mapToLong(Carried::down).sum());
  }
}
