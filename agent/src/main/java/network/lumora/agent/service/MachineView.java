package network.lumora.agent.service;

import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import network.lumora.agent.allowance.Allowance;
import network.lumora.agent.machine.Footprints;
import network.lumora.agent.policy.Metered;
import network.lumora.agent.policy.MeteredChoice;
import network.lumora.bridge.agent.Footprint;
import network.lumora.bridge.agent.NetworkState;
import network.lumora.bridge.agent.Settings;
import network.lumora.bridge.agent.WorldReader;
import network.lumora.protocol.units.Bytes;
import org.jspecify.annotations.Nullable;

/** Shows the line, the power, and what the agent costs. Thread-safe. */
final class MachineView implements WorldReader {
  private final Allowance allowance;
  private final Path dataFolder;
  private final Instant startedAt;
  private final World world;
  private final Footprints footprints = new Footprints();

  MachineView(Allowance allowance, Path dataFolder, World world) {
    this.allowance = allowance;
    this.dataFolder = dataFolder;
    this.startedAt = world.clock().instant();
    this.world = world;
  }

  @Override
  public NetworkState network() {
    var choice = allowance.settings().metered();
    var told = allowance.conditions().surroundings().metered();
    return new NetworkState(
        NetworkState.Metered.valueOf(choice.over(told).name()),
        source(choice, told),
        Settings.Metered.valueOf(choice.name()),
        world.machine().power().isOnBattery().orElse(null));
  }

  private static String source(MeteredChoice choice, Metered told) {
    if (choice != MeteredChoice.AUTO) {
      return "set by you";
    }
    return told == Metered.UNKNOWN ? "nobody tells" : "NetworkManager";
  }

  @Override
  public Footprint footprint() {
    return new Footprint(
        Agent.VERSION,
        Runtime.version().toString(),
        startedAt,
        bytes(footprints.residentBytes()),
        new Bytes(footprints.heapBytes()),
        seconds(footprints.cpuSeconds()),
        bytes(Footprints.bytesIn(dataFolder)));
  }

  private static @Nullable Bytes bytes(OptionalLong count) {
    return count.isPresent() ? new Bytes(count.getAsLong()) : null;
  }

  private static @Nullable Double seconds(OptionalDouble count) {
    return count.isPresent() ? count.getAsDouble() : null;
  }
}
