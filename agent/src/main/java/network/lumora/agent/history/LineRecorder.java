package network.lumora.agent.history;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import network.lumora.agent.counters.LineCounters;
import network.lumora.agent.counters.LineTotals;
import network.lumora.agent.policy.Moved;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records what the line carried between one look and the next, in whole seconds. Thread-safe.
 *
 * <p>What is in memory only is less than ten minutes of work or an hour of rest; a crash forgets no
 * more than that.
 */
public final class LineRecorder {
  /** Each second is kept so long. */
  public static final Duration SECONDS_KEPT = Duration.ofHours(24);

  /**
   * Each hour is kept so long: thirteen months, so that a month can be held against last year's.
   */
  public static final Duration HOURS_KEPT = Duration.ofDays(396);

  private static final Logger LOG = LoggerFactory.getLogger(LineRecorder.class);
  private static final int HOUR_SECONDS = 3_600;

  /** Ten minutes of work. */
  private static final int FLUSH_STRETCHES = 600;

  /** Of rest. */
  private static final int FLUSH_SECONDS = HOUR_SECONDS;

  /** An hour of work that could not be written; then the oldest are lost. */
  private static final int MAX_PENDING = 3_600;

  private static final int RETRY_SECONDS = 60;

  private final LineBook book;
  private final Supplier<Moved> own;
  private final LineCounters line;
  private final InstantSource clock;
  private final ZoneId zone;
  private final List<Stretch> pending = new ArrayList<>();
  private Optional<Look> before = Optional.empty();
  private Optional<Stretch> newest = Optional.empty();
  private long triedAt;
  private boolean isKept = true;

  private record Look(long second, Flow own, Optional<LineTotals> line) {}

  /**
   * @param own all that has moved since the program began
   * @param zone by which hours are cut
   */
  public LineRecorder(
      LineBook book, Supplier<Moved> own, LineCounters line, InstantSource clock, ZoneId zone) {
    this.book = book;
    this.own = own;
    this.line = line;
    this.clock = clock;
    this.zone = zone;
  }

  /** Whether anything is written down; else the newest stretch is all that is known. */
  public synchronized void keep(boolean wanted) {
    isKept = wanted;
    if (!wanted) {
      pending.clear();
    }
  }

  /** Closes the stretch since the look before; a second look in one second changes nothing. */
  public synchronized void look() {
    long now = clock.instant().getEpochSecond();
    if (before.isPresent() && before.get().second() == now) {
      return;
    }
    var moved = own.get();
    var look = new Look(now, new Flow(moved.up().count(), moved.down().count()), line.read());
    before.filter(first -> first.second() > now).ifPresent(_ -> forgetFrom(now));
    newest = before.flatMap(first -> stretch(first, look));
    before = Optional.of(look);
    newest.filter(_ -> isKept).ifPresent(pending::add);
    flushIfDue(now);
  }

  private static Optional<Stretch> stretch(Look first, Look last) {
    long seconds = last.second() - first.second();
    if (seconds < 1 || seconds > Stretch.MAX_SECONDS) {
      return Optional.empty();
    }
    var own = last.own().without(first.own());
    var carried = carried(first, last);
    return Optional.of(
        new Stretch(
            first.second(), (int) seconds, own, carried.map(all -> all.without(own)).orElse(null)));
  }

  /** Empty if the counters cannot be read, or have begun anew. */
  private static Optional<Flow> carried(Look first, Look last) {
    return first
        .line()
        .flatMap(
            from -> last.line().map(to -> List.of(to.up() - from.up(), to.down() - from.down())))
        .filter(both -> both.getFirst() >= 0 && both.getLast() >= 0)
        .map(both -> new Flow(both.getFirst(), both.getLast()));
  }

  /** The clock was set back: what was recorded of a time that has not come is not true. */
  private void forgetFrom(long second) {
    pending.removeIf(stretch -> stretch.end() > second);
    try {
      book.forgetFrom(second);
    } catch (IOException e) {
      LOG.warn("what was recorded before the clock was set back stays: {}", e.getMessage());
    }
  }

  private void flushIfDue(long now) {
    boolean isDue =
        !pending.isEmpty()
            && (pending.size() >= FLUSH_STRETCHES
                || now - pending.getFirst().start() >= FLUSH_SECONDS);
    if (isDue && Math.abs(now - triedAt) >= RETRY_SECONDS) {
      triedAt = now;
      tryFlush();
    }
  }

  private void tryFlush() {
    try {
      flush();
    } catch (IOException e) {
      LOG.warn("the line's history is written down later: {}", e.getMessage());
      while (pending.size() > MAX_PENDING) {
        pending.removeFirst();
      }
    }
  }

  /** What fails to be written is kept and written next time. */
  public synchronized void flush() throws IOException {
    if (pending.isEmpty()) {
      return;
    }
    var hours = hours();
    pending.forEach(hours::add);
    book.add(List.copyOf(pending), hours.sums());
    pending.clear();
    var now = clock.instant();
    book.forgetBefore(
        now.minus(SECONDS_KEPT).getEpochSecond(), now.minus(HOURS_KEPT).getEpochSecond());
  }

  /** Empty sums by the hours of the host's zone. */
  private Buckets hours() {
    return new Buckets(
        HOUR_SECONDS,
        second ->
            Instant.ofEpochSecond(second)
                .atZone(zone)
                .truncatedTo(ChronoUnit.HOURS)
                .toEpochSecond());
  }

  /** The last that was recorded; empty before the second look. */
  public synchronized Optional<Stretch> newest() {
    return newest;
  }

  /** What moved in that time, cut into so many seconds each, as far as seconds are kept. */
  public synchronized Buckets seconds(long from, long to, int length) throws IOException {
    var buckets = Buckets.ofSeconds(length);
    for (var stretch : book.stretches(from, to)) {
      buckets.add(stretch, from, to);
    }
    pending.forEach(stretch -> buckets.add(stretch, from, to));
    return buckets;
  }

  /** What moved in the hours that begin in that time. */
  public synchronized Buckets hours(long from, long to) throws IOException {
    var recent = hours();
    pending.forEach(recent::add);
    var buckets = hours();
    book.hours(from, to).forEach(buckets::add);
    recent.sums().subMap(from, to).forEach(buckets::add);
    return buckets;
  }
}
