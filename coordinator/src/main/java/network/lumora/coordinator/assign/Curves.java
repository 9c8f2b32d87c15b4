package network.lumora.coordinator.assign;

import network.lumora.protocol.units.BytesPerSecond;

/**
 * How each measure becomes a number from 0 to 1.
 *
 * @param proximityHalfMillis P0: at this round trip to the source the term is a half
 * @param latencyHalfMillis L0: at this round trip to the coordinator the term is a half
 * @param enough free bandwidth beyond which one page does not come faster
 */
public record Curves(
    Nearness nearness,
    double proximityHalfMillis,
    double latencyHalfMillis,
    BytesPerSecond enough) {
  /** More is always better. */
  public static final BytesPerSecond NEVER_ENOUGH = new BytesPerSecond(Long.MAX_VALUE);

  public Curves {
    if (!(proximityHalfMillis > 0 && latencyHalfMillis > 0) || enough.count() == 0) {
      throw new IllegalArgumentException("half-value round trips and what is enough are above 0");
    }
  }
}
