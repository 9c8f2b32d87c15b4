package network.lumora.agent.machine;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Linux' power supplies, in {@code /sys/class/power_supply}. Thread-safe. */
public final class PowerSupplies implements Power {
  /** More supplies than any machine has; others are passed over. */
  private static final int MAX_SUPPLIES = 64;

  private final Path folder;

  public PowerSupplies() {
    this(Path.of("/sys/class/power_supply"));
  }

  PowerSupplies(Path folder) {
    this.folder = folder;
  }

  /** A mouse's battery is not the machine's, which the kernel calls its scope. */
  @Override
  public Optional<Boolean> isOnBattery() {
    var supplies = supplies();
    if (supplies.stream().anyMatch(PowerSupplies::isPluggedIn)) {
      return Optional.of(false);
    }
    var batteries = supplies.stream().filter(PowerSupplies::isBattery).toList();
    return batteries.isEmpty()
        ? Optional.empty()
        : Optional.of(batteries.stream().anyMatch(one -> says(one, "status", "Discharging")));
  }

  private List<Path> supplies() {
    var found = new ArrayList<Path>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (var supply : all) {
        if (found.size() < MAX_SUPPLIES) {
          found.add(supply);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      return List.of();
    }
    return found;
  }

  private static boolean isPluggedIn(Path supply) {
    return says(supply, "type", "Mains") && says(supply, "online", "1");
  }

  private static boolean isBattery(Path supply) {
    return says(supply, "type", "Battery") && !says(supply, "scope", "Device");
  }

  private static boolean says(Path supply, String name, String value) {
    try {
      return Files.readString(supply.resolve(name)).strip().equals(value);
    } catch (IOException e) {
      return false;
    }
  }
}
