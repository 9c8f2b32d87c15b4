package network.lumora.agent.policy;

import network.lumora.protocol.units.BytesPerSecond;

/** How fast bytes may move each way; 0 is no limit. */
public record Rates(BytesPerSecond up, BytesPerSecond down) {
  /** The lower of two limits. */
  public static BytesPerSecond lower(BytesPerSecond one, BytesPerSecond other) {
    if (one.count() == 0 || other.count() == 0) {
      return one.count() == 0 ? other : one;
    }
    return one.compareTo(other) <= 0 ? one : other;
  }
}
