package network.lumora.agent.idle;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import network.lumora.protocol.units.BytesPerSecond;

/** What a line was proven to carry, and when. Lines change: with age it is believed less. */
public record Capacity(BytesPerSecond up, BytesPerSecond down, Instant provenAt) {
  /** So long it is believed in full; lines are proven about daily. */
  private static final Duration FRESH = Duration.ofDays(3);

  /** After it nothing is believed: the machine may be at another line. */
  private static final Duration STALE = Duration.ofDays(30);

  /** Of what was proven, just before it is stale. */
  private static final double LEAST_SHARE = 0.5;

  public Capacity {
    if (up.count() == 0 || down.count() == 0) {
      throw new IllegalArgumentException("a proven line carries something in both directions");
    }
  }

  /** What may be counted on now; empty if it was proven too long ago. */
  public Optional<Capacity> believedAt(Instant now) {
    double share = share(Duration.between(provenAt, now));
    return share == 0
        ? Optional.empty()
        : Optional.of(new Capacity(part(up, share), part(down, share), provenAt));
  }

  private static double share(Duration age) {
    if (age.compareTo(STALE) > 0) {
      return 0;
    }
    double aged = (double) age.minus(FRESH).toSeconds() / STALE.minus(FRESH).toSeconds();
    return 1 - Math.max(0, aged) * (1 - LEAST_SHARE);
  }

  private static BytesPerSecond part(BytesPerSecond rate, double share) {
    return new BytesPerSecond(Math.max(1, Math.round(rate.count() * share)));
  }
}
