package network.lumora.agent.service;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import network.lumora.agent.allowance.Allowance;
import network.lumora.agent.counters.LineMeter;
import network.lumora.agent.policy.Moved;
import network.lumora.bridge.agent.LivePoint;
import network.lumora.protocol.units.BytesPerSecond;
import org.jspecify.annotations.Nullable;

/** Rates of the last five minutes, as far as anyone watched. Thread-safe. */
final class LiveHistory {
  private static final Duration LENGTH = Duration.ofMinutes(5);

  private final Allowance allowance;
  private final World world;
  private final LineMeter line;
  private final Deque<LivePoint> points = new ArrayDeque<>();
  private Moved before;
  private long beforeNanos;
  private boolean isWatched;

  LiveHistory(Allowance allowance, World world) {
    this.allowance = allowance;
    this.world = world;
    this.line = new LineMeter(world.machine().counters(), world.nanos());
    this.before = allowance.sinceStart();
  }

  /** Someone begins to watch: the next point is about the time from now on. */
  synchronized void begin() {
    isWatched = true;
    var _ = line.look();
    before = allowance.sinceStart();
    beforeNanos = world.nanos().getAsLong();
  }

  synchronized void end() {
    isWatched = false;
  }

  /** The rates since the point before. */
  synchronized LivePoint tick() {
    var moved = allowance.sinceStart();
    long now = world.nanos().getAsLong();
    var carried = line.look();
    var point =
        new LivePoint(
            world.clock().instant(),
            rate(moved.up().count() - before.up().count(), now - beforeNanos),
            rate(moved.down().count() - before.down().count(), now - beforeNanos),
            carried.map(rate -> new BytesPerSecond(rate.up())).orElse(null),
            carried.map(rate -> new BytesPerSecond(rate.down())).orElse(null));
    before = moved;
    beforeNanos = now;
    add(point);
    return point;
  }

  private static BytesPerSecond rate(long bytes, long nanos) {
    return new BytesPerSecond(
        nanos <= 0 ? 0 : Math.round((double) bytes * TimeUnit.SECONDS.toNanos(1) / nanos));
  }

  private void add(LivePoint point) {
    points.addLast(point);
    while (points.size() > LENGTH.toSeconds()
        || points.getFirst().at().isBefore(point.at().minus(LENGTH))) {
      points.removeFirst();
    }
  }

  /** Null while nobody watches. */
  synchronized @Nullable LivePoint latest() {
    return isWatched ? points.peekLast() : null;
  }

  synchronized List<LivePoint> points() {
    var oldest = world.clock().instant().minus(LENGTH);
    return points.stream().filter(point -> !point.at().isBefore(oldest)).toList();
  }
}
