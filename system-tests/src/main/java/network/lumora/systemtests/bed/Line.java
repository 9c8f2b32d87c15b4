package network.lumora.systemtests.bed;

import java.time.Duration;
import java.util.Locale;
import network.lumora.protocol.units.BytesPerSecond;

/**
 * What is true of a line. Rates count Ethernet frames: 42 bytes more than a UDP payload.
 *
 * @param down towards the home
 * @param up from the home
 * @param roundTrip between servers and the provider's end of the line; zero for none at all
 * @param buffer how long the provider's and the router's queues are at full rate
 */
public record Line(BytesPerSecond down, BytesPerSecond up, Duration roundTrip, Duration buffer) {
  /** Ethernet, IPv4 and UDP headers of a datagram. */
  public static final int UDP_OVERHEAD_BYTES = 42;

  private static final long BYTES_PER_MEGABIT = 125_000;

  public Line {
    if (down.count() == 0 || up.count() == 0) {
      throw new IllegalArgumentException("a line of no rate");
    }
    if (roundTrip.isNegative() || buffer.isNegative()) {
      throw new IllegalArgumentException("a line cannot have negative times");
    }
  }

  /** With the usual round trip of 20 ms and buffers of 100 ms. */
  public static Line ofMegabits(int down, int up) {
    return new Line(megabits(down), megabits(up), Duration.ofMillis(20), Duration.ofMillis(100));
  }

  public static BytesPerSecond megabits(long count) {
    return new BytesPerSecond(count * BYTES_PER_MEGABIT);
  }

  public Line withRoundTrip(Duration other) {
    return new Line(down, up, other, buffer);
  }

  public Line withBuffer(Duration other) {
    return new Line(down, up, roundTrip, other);
  }

  /** For a table's column of conditions. */
  public String text() {
    return "%s/%s Mbit/s, RTT %d ms, buffer %d ms"
        .formatted(megabitText(down), megabitText(up), roundTrip.toMillis(), buffer.toMillis());
  }

  private static String megabitText(BytesPerSecond rate) {
    return rate.count() % BYTES_PER_MEGABIT == 0
        ? "" + rate.count() / BYTES_PER_MEGABIT
        : String.format(Locale.ROOT, "%.2f", (double) rate.count() / BYTES_PER_MEGABIT);
  }
}
