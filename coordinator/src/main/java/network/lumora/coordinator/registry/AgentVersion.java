package network.lumora.coordinator.registry;

import java.util.Arrays;

/** Compares versions such as {@code 0.1.0}: numbers between dots; what follows a hyphen is less. */
final class AgentVersion {
  private AgentVersion() {}

  /** A version that cannot be read is older than all. */
  static boolean isAtLeast(String version, String minimum) {
    var mine = numbers(version);
    var theirs = numbers(minimum);
    return Arrays.compare(mine, theirs) >= 0;
  }

  private static long[] numbers(String version) {
    var plain = version.split("[-+]", 2)[0];
    if (!plain.matches("[0-9]{1,9}(\\.[0-9]{1,9}){0,3}")) {
      return new long[] {-1};
    }
    var numbers = new long[4];
    var parts = plain.split("\\.", -1);
    for (int i = 0; i < parts.length; i++) {
      numbers[i] = Long.parseLong(parts[i]);
    }
    return numbers;
  }
}
