package network.lumora.bridge.agent;

import org.jspecify.annotations.Nullable;

/**
 * Whether the line is paid by the byte, and the power by the battery.
 *
 * @param source who says so
 * @param override what the host has set
 * @param onBattery null if it cannot be known
 */
public record NetworkState(
    Metered metered, String source, Settings.Metered override, @Nullable Boolean onBattery) {
  public enum Metered {
    YES,
    NO,
    UNKNOWN
  }
}
