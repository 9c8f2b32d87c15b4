package network.lumora.agent.rules;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import network.lumora.protocol.units.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts bytes by hour, coordinator and category, when they move. Thread-safe.
 *
 * <p>What is in memory only is less than a flush; a crash forgets no more than that.
 */
public final class Traffic {
  /** Instead of a category: what keeps the connection, and results on their way. */
  public static final String CONNECTION = "CONNECTION";

  private static final Logger LOG = LoggerFactory.getLogger(Traffic.class);
  private static final long FLUSH_BYTES = 256 * 1024;

  private record Key(Instant hour, String coordinator, String category) {}

  private final TrafficBook book;
  private final InstantSource clock;
  private final ZoneId zone;
  private final UnaryOperator<Instant> monthStart;
  private final Map<Key, long[]> pending = new HashMap<>();
  private final Map<String, Long> monthly = new HashMap<>();
  private Instant month = Instant.MIN;
  private long pendingBytes;

  /**
   * @param zone by which hours are cut
   * @param monthStart when the host's month began that an instant is in
   */
  public Traffic(
      TrafficBook book, InstantSource clock, ZoneId zone, UnaryOperator<Instant> monthStart) {
    this.book = book;
    this.clock = clock;
    this.zone = zone;
    this.monthStart = monthStart;
  }

  public synchronized void count(String coordinator, String category, long up, long down) {
    var hour = clock.instant().atZone(zone).truncatedTo(ChronoUnit.HOURS).toInstant();
    turnMonth();
    var sums = pending.computeIfAbsent(new Key(hour, coordinator, category), _ -> new long[2]);
    sums[0] += up;
    sums[1] += down;
    pendingBytes += up + down;
    monthly.computeIfPresent(coordinator, (_, moved) -> moved + up + down);
    if (pendingBytes >= FLUSH_BYTES) {
      tryFlush();
    }
  }

  /** Both directions since the host's month began. */
  public synchronized Bytes thisMonth(String coordinator) throws IOException {
    turnMonth();
    var known = monthly.get(coordinator);
    if (known == null) {
      flush();
      known = book.since(month, coordinator).count();
      monthly.put(coordinator, known);
    }
    return new Bytes(known);
  }

  private void turnMonth() {
    var start = monthStart.apply(clock.instant());
    if (!start.equals(month)) {
      month = start;
      monthly.clear();
    }
  }

  private void tryFlush() {
    try {
      flush();
    } catch (IOException e) {
      LOG.warn("what moved is written down later: {}", e.getMessage());
    }
  }

  /** What fails to be written is kept and written next time. */
  public synchronized void flush() throws IOException {
    if (!pending.isEmpty()) {
      book.add(
          pending.entrySet().stream()
              .map(entry -> entry(entry.getKey(), entry.getValue()))
              .toList());
      pending.clear();
      pendingBytes = 0;
    }
  }

  private static TrafficBook.Entry entry(Key key, long[] sums) {
    return new TrafficBook.Entry(key.hour, key.coordinator, key.category, sums[0], sums[1]);
  }
}
