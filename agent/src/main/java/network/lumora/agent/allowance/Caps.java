package network.lumora.agent.allowance;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;
import network.lumora.agent.policy.Limits;
import network.lumora.agent.policy.Moved;
import network.lumora.agent.policy.Settings;
import network.lumora.agent.policy.Used;
import network.lumora.protocol.units.Bytes;

/**
 * Counts what moved and what is promised against the caps. Thread-safe.
 *
 * <p>A cap is reached while there is still room for one read of each slot, which may be under way.
 * It stays reached until its time is over, though a promise may come to nothing.
 */
final class Caps {
  /** What the counters in memory may be ahead of the book. */
  static final int FLUSH_BYTES = 256 * 1024;

  /** On a fast line by more: each flush waits for the disk. */
  static final long FLUSH_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private final Usage usage;
  private final long reserveBytes;
  private Limits limits;
  private long promisedUp;

  /** What was promised when a cap was reached. */
  private long heldUp;

  private boolean reached;
  private long flushedNanos;
  private Moved sinceStart = Moved.NOTHING;

  /**
   * @param nanos of the ticker that {@link #add} is told
   */
  Caps(UsageBook book, ZoneId zone, Instant now, Settings settings, long reserveBytes, long nanos)
      throws IOException {
    this.flushedNanos = nanos - FLUSH_NANOS;
    this.usage = new Usage(book, zone, now, settings.monthStartsOn());
    this.reserveBytes = reserveBytes;
    this.limits = settings.limits();
    this.reached = isReached();
  }

  /**
   * Whether a cap is reached by it.
   *
   * @throws IOException if the book could not be written; the bytes are counted all the same
   */
  synchronized boolean add(Direction direction, int bytes, long nowNanos) throws IOException {
    var moved = direction.moved(bytes);
    usage.add(moved);
    sinceStart = sinceStart.plus(moved);
    if (direction == Direction.UP) {
      promisedUp = Math.max(0, promisedUp - bytes);
    }
    boolean isNews = noticeReached();
    if (usage.pendingBytes() >= FLUSH_BYTES && nowNanos - flushedNanos >= FLUSH_NANOS) {
      flushedNanos = nowNanos;
      usage.flush();
    }
    return isNews;
  }

  /** Whether a cap is reached by it. */
  synchronized boolean promise(int bytes) {
    promisedUp += bytes;
    return noticeReached();
  }

  synchronized void forgetPromises() {
    promisedUp = 0;
  }

  private boolean noticeReached() {
    if (reached || !isReached()) {
      return false;
    }
    reached = true;
    heldUp = promisedUp;
    return true;
  }

  private boolean isReached() {
    return isReached(limits.perDay(), usage.today()) || isMonthReached();
  }

  private boolean isMonthReached() {
    return isReached(limits.perMonth(), usage.month());
  }

  private boolean isReached(Bytes cap, Moved moved) {
    return cap.count() != 0 && moved.both().count() + held() >= cap.count();
  }

  private long held() {
    return Math.max(promisedUp, heldUp) + reserveBytes;
  }

  synchronized void turnTo(Instant now) throws IOException {
    if (usage.turnTo(now) && !isMonthReached()) {
      beginAnew();
    }
  }

  synchronized void follow(Settings settings) throws IOException {
    limits = settings.limits();
    beginAnew();
    usage.startMonthsOn(settings.monthStartsOn());
    reached = isReached();
  }

  private void beginAnew() {
    heldUp = 0;
    reached = isReached();
  }

  synchronized Used used() {
    return new Used(usage.day(), usage.today(), usage.month(), held());
  }

  /** As if months started on that day. */
  synchronized Used used(int monthStartsOn) throws IOException {
    return new Used(usage.day(), usage.today(), usage.month(monthStartsOn), held());
  }

  /** What may still be begun, beside what is reserved. */
  synchronized long roomBytes() {
    return Math.min(left(limits.perDay(), usage.today()), left(limits.perMonth(), usage.month()))
        - reserveBytes;
  }

  private static long left(Bytes cap, Moved moved) {
    return cap.count() == 0 ? Long.MAX_VALUE : cap.count() - moved.both().count();
  }

  synchronized Moved sinceStart() {
    return sinceStart;
  }

  synchronized void flush() throws IOException {
    usage.flush();
  }
}
