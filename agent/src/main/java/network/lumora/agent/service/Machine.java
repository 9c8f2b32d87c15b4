package network.lumora.agent.service;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import network.lumora.agent.counters.InterfaceCounters;
import network.lumora.agent.counters.LineCounters;
import network.lumora.agent.machine.Power;

/**
 * What the machine can tell of itself.
 *
 * @param systemBus the socket of the system's message bus, empty where there is none
 */
public record Machine(Power power, LineCounters counters, Optional<Path> systemBus) {
  /** Tells nothing. */
  public static final Machine SILENT =
      new Machine(Optional::empty, Optional::empty, Optional.empty());

  private static final String BUS_ADDRESS = "DBUS_SYSTEM_BUS_ADDRESS";
  private static final String UNIX_PATH = "unix:path=";

  /**
   * The one that this program runs on.
   *
   * @param operatingSystem as in {@code os.name}
   */
  public static Machine of(String operatingSystem, Map<String, String> environment) {
    return new Machine(
        Power.of(operatingSystem),
        new InterfaceCounters(),
        operatingSystem.startsWith("Linux") ? bus(environment) : Optional.empty());
  }

  /** An address of another kind than a path is not followed. */
  private static Optional<Path> bus(Map<String, String> environment) {
    var address = environment.getOrDefault(BUS_ADDRESS, "");
    if (address.isEmpty()) {
      return Optional.of(Path.of("/run/dbus/system_bus_socket"));
    }
    return address.startsWith(UNIX_PATH)
        ? Optional.of(Path.of(address.substring(UNIX_PATH.length()).split("[,;]", 2)[0]))
        : Optional.empty();
  }
}
