package network.lumora.agent.service;

import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import network.lumora.agent.allowance.Allowance;
import network.lumora.agent.counters.LineCounters;
import network.lumora.agent.counters.LineMeter;
import network.lumora.agent.idle.LinePeaks;
import network.lumora.agent.policy.LineUse;

/**
 * What the line carries beside our own: the interfaces' counters without what we count. One thread.
 */
final class OtherTraffic {
  private final Allowance allowance;
  private final LineMeter meter;
  private final LinePeaks peaks = new LinePeaks();
  private final InstantSource clock;
  private final LongSupplier nanos;
  private long ownBefore;
  private long beforeNanos;

  OtherTraffic(Allowance allowance, LineCounters counters, World world) {
    this.allowance = allowance;
    this.meter = new LineMeter(counters, world.nanos());
    this.clock = world.clock();
    this.nanos = world.nanos();
  }

  /** The peak of late; empty while nothing can be said. */
  Optional<LineUse> look() {
    long now = nanos.getAsLong();
    long own = allowance.sinceStart().both().count();
    double seconds = (double) (now - beforeNanos) / TimeUnit.SECONDS.toNanos(1);
    double ownRate = seconds > 0 ? (own - ownBefore) / seconds : 0;
    meter
        .look()
        .ifPresent(
            line ->
                peaks.add(
                    clock.instant(), Math.max(0, Math.round(line.up() + line.down() - ownRate))));
    ownBefore = own;
    beforeNanos = now;
    return peaks.at(clock.instant());
  }
}
