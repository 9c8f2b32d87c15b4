package network.lumora.agent.counters;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Turns counters into bytes per second between two looks. One thread. */
public final class LineMeter {
  /** A shorter time says little about a rate. */
  private static final long MIN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final LineCounters counters;
  private final LongSupplier nanos;
  private Optional<LineTotals> before = Optional.empty();
  private long beforeNanos;

  /** Bytes per second. */
  public record LineRate(long up, long down) {}

  /**
   * @param nanos a ticker that never goes back
   */
  public LineMeter(LineCounters counters, LongSupplier nanos) {
    this.counters = counters;
    this.nanos = nanos;
  }

  /** Since the look before; empty at the first, and after counters have begun anew. */
  public Optional<LineRate> look() {
    long now = nanos.getAsLong();
    var totals = counters.read();
    var rate = totals.flatMap(after -> before.flatMap(first -> rate(first, after, now)));
    before = totals;
    beforeNanos = now;
    return rate;
  }

  private Optional<LineRate> rate(LineTotals first, LineTotals after, long now) {
    var up = perSecond(after.up() - first.up(), now - beforeNanos);
    var down = perSecond(after.down() - first.down(), now - beforeNanos);
    return up.isPresent() && down.isPresent()
        ? Optional.of(new LineRate(up.getAsLong(), down.getAsLong()))
        : Optional.empty();
  }

  private static OptionalLong perSecond(long bytes, long elapsedNanos) {
    return bytes < 0 || elapsedNanos < MIN_NANOS
        ? OptionalLong.empty()
        : OptionalLong.of(Math.round((double) bytes * TimeUnit.SECONDS.toNanos(1) / elapsedNanos));
  }
}
