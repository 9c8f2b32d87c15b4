package network.lumora.agent.policy;

import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.BytesPerSecond;

/** What the host allows; 0 is no limit. Caps count both directions together. */
public record Limits(BytesPerSecond rateUp, BytesPerSecond rateDown, Bytes perDay, Bytes perMonth) {
  public static final Limits NONE =
      new Limits(new BytesPerSecond(0), new BytesPerSecond(0), Bytes.NONE, Bytes.NONE);

  /** Below, one page would take minutes and every site would give up on us. */
  public static final long MIN_RATE = 1_000;

  /** Below, hardly a page fits. */
  public static final long MIN_CAP = 1_000_000;

  public Limits {
    require("the rate up", rateUp.count(), MIN_RATE, "bytes per second");
    require("the rate down", rateDown.count(), MIN_RATE, "bytes per second");
    require("the daily cap", perDay.count(), MIN_CAP, "bytes");
    require("the monthly cap", perMonth.count(), MIN_CAP, "bytes");
  }

  private static void require(String name, long value, long least, String unit) {
    if (value != 0 && value < least) {
      throw new IllegalArgumentException(
          "%s is 0 (no limit) or at least %d %s, not %d".formatted(name, least, unit, value));
    }
  }
}
