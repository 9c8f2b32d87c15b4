package network.lumora.agent.allowance;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.BytesPerSecond;

/**
 * The one place through which every byte of work goes: rates, caps and the pause. Thread-safe.
 *
 * <p>Each byte is counted once, where it passes the socket. A cap stops work while there is still
 * room for one read of each slot, which may be under way.
 */
public final class Allowance {
  /** What is taken at once; larger takes are split so that others get their turn. */
  public static final int CHUNK_BYTES = 16 * 1024;

  /** What the counters in memory may be ahead of the book. */
  static final int FLUSH_BYTES = 256 * 1024;

  /** A task is only begun if this much is left for it. */
  private static final long TASK_BYTES = 64 * 1024;

  /** Told to the coordinator where there is no limit: a gigabit, since nothing was measured. */
  private static final long UNLIMITED_RATE = 125_000_000;

  /** Waiting is cut into pieces, so that a clock that was set is noticed. */
  private static final long MAX_WAIT_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final LimitsBook book;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final long reserveBytes;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Usage usage;
  private final Lane up;
  private final Lane down;
  private Limits limits;
  private Optional<Pause> pause;
  private Optional<String> storageFault = Optional.empty();
  private long promisedUp;
  private Optional<Standing.Capped> capped = Optional.empty();
  private boolean wasOpen;

  /**
   * @param nanos a ticker that never goes back
   * @param slots tasks at once
   */
  public Allowance(
      LimitsBook book,
      UsageBook usageBook,
      InstantSource clock,
      LongSupplier nanos,
      ZoneId zone,
      int slots)
      throws IOException {
    this.book = book;
    this.clock = clock;
    this.nanos = nanos;
    this.reserveBytes = (long) slots * CHUNK_BYTES;
    this.limits = book.limits();
    this.pause = book.pause();
    this.usage = new Usage(usageBook, zone, clock.instant());
    this.up = new Lane(new Bucket(limits.rateUp().count(), nanos.getAsLong()));
    this.down = new Lane(new Bucket(limits.rateDown().count(), nanos.getAsLong()));
    this.wasOpen = standing().isOpen();
  }

  /** Told after the standing or the limits have changed, on whatever thread changed them. */
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  /** Waits until {@code bytes} may be written, and counts them. */
  public void moveUp(int bytes) throws StoppedException {
    for (int done = 0; done < bytes; done += CHUNK_BYTES) {
      int chunk = Math.min(CHUNK_BYTES, bytes - done);
      awaitTurn(up, chunk);
      count(Direction.UP, chunk);
    }
  }

  /** Counts {@code bytes} that were read, and waits until more may be. */
  public void moveDown(int bytes) throws StoppedException {
    count(Direction.DOWN, bytes);
    for (int done = 0; done < bytes; done += CHUNK_BYTES) {
      awaitTurn(down, Math.min(CHUNK_BYTES, bytes - done));
    }
  }

  /** Counts what passed a socket without asking: the few bytes that keep the link alive. */
  public void count(Direction direction, int bytes) {
    lock.lock();
    try {
      turnPage();
      usage.add(Moved.of(direction, bytes));
      if (direction == Direction.UP) {
        promisedUp = Math.max(0, promisedUp - bytes);
      }
      if (usage.pendingBytes() >= FLUSH_BYTES) {
        flushUsage();
      }
    } finally {
      lock.unlock();
    }
    noticeChange();
  }

  /**
   * Waits, for days if need be, until work may move bytes and {@code bytes} are free. They are held
   * against the caps until the socket has counted them.
   */
  public void awaitUpload(int bytes) throws InterruptedException {
    for (int done = 0; done < bytes; ) {
      try {
        int chunk = Math.min(CHUNK_BYTES, bytes - done);
        awaitTurn(up, chunk);
        promise(chunk);
        done += chunk;
      } catch (StoppedException e) {
        if (Thread.interrupted()) {
          throw (InterruptedException) new InterruptedException().initCause(e);
        }
        awaitOpen();
      }
    }
  }

  private void promise(int bytes) {
    lock.lock();
    try {
      promisedUp += bytes;
    } finally {
      lock.unlock();
    }
  }

  /** The connection is gone: what was to be uploaded will not be. */
  public void forgetPromises() {
    lock.lock();
    try {
      promisedUp = 0;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until work may move bytes. */
  public void awaitOpen() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!standing().isOpen()) {
        var _ = changed.awaitNanos(MAX_WAIT_NANOS);
      }
    } finally {
      lock.unlock();
    }
  }

  public Standing standing() {
    lock.lock();
    try {
      turnPage();
      return standingNow(clock.instant());
    } finally {
      lock.unlock();
    }
  }

  /** Whether one more task may begin beside {@code running} others. */
  public boolean hasRoomBeside(int running) {
    lock.lock();
    try {
      return standing().isOpen() && remaining() - reserveBytes >= (running + 1) * TASK_BYTES;
    } finally {
      lock.unlock();
    }
  }

  /** The smaller rate of both directions; nothing while work may not run. */
  public BytesPerSecond free() {
    lock.lock();
    try {
      return new BytesPerSecond(
          standing().isOpen() ? Math.min(rate(limits.rateUp()), rate(limits.rateDown())) : 0);
    } finally {
      lock.unlock();
    }
  }

  public Limits limits() {
    lock.lock();
    try {
      return limits;
    } finally {
      lock.unlock();
    }
  }

  public Moved today() {
    lock.lock();
    try {
      turnPage();
      return usage.today();
    } finally {
      lock.unlock();
    }
  }

  public Moved month() {
    lock.lock();
    try {
      turnPage();
      return usage.month();
    } finally {
      lock.unlock();
    }
  }

  public void limit(Limits wanted) throws IOException {
    book.keep(wanted);
    lock.lock();
    try {
      limits = wanted;
      capped = Optional.empty();
      up.bucket.setRate(wanted.rateUp().count(), nanos.getAsLong());
      down.bucket.setRate(wanted.rateDown().count(), nanos.getAsLong());
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    tellListeners();
  }

  public void pause(Pause wanted) throws IOException {
    change(Optional.of(wanted));
  }

  public void resume() throws IOException {
    change(Optional.empty());
  }

  private void change(Optional<Pause> wanted) throws IOException {
    lock.lock();
    try {
      pause = wanted;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    noticeChange();
    book.keepPause(wanted);
  }

  /** Something could not be stored: nothing runs until it can be. */
  public void storageFailed(String detail) {
    lock.lock();
    try {
      storageFault = Optional.of(detail);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    noticeChange();
  }

  public boolean hasStorageFault() {
    lock.lock();
    try {
      return storageFault.isPresent();
    } finally {
      lock.unlock();
    }
  }

  /** The data folder was written to again. */
  public void storageWorks() {
    lock.lock();
    try {
      storageFault = Optional.empty();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    noticeChange();
  }

  /** Writes the counters to the book. */
  public void flush() throws IOException {
    lock.lock();
    try {
      usage.flush();
    } finally {
      lock.unlock();
    }
  }

  /** Wakes everyone who waits, so that they look at ticker and clock again. */
  public void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    noticeChange();
  }

  private void awaitTurn(Lane lane, int bytes) throws StoppedException {
    lock.lock();
    var place = lane.join();
    try {
      while (!isTurn(lane, place, bytes)) {
        var _ = changed.awaitNanos(waitNanos(lane, place, bytes));
      }
      lane.bucket.take(bytes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (StoppedException) new StoppedException("interrupted").initCause(e);
    } finally {
      lane.leave(place);
      changed.signalAll();
      lock.unlock();
    }
  }

  private boolean isTurn(Lane lane, Lane.Place place, int bytes) throws StoppedException {
    var now = standing();
    if (!now.isOpen()) {
      throw new StoppedException(now.getClass().getSimpleName());
    }
    return lane.isFirst(place) && lane.bucket.nanosUntil(bytes, nanos.getAsLong()) <= 0;
  }

  private long waitNanos(Lane lane, Lane.Place place, int bytes) {
    return lane.isFirst(place)
        ? Math.min(lane.bucket.nanosUntil(bytes, nanos.getAsLong()), MAX_WAIT_NANOS)
        : MAX_WAIT_NANOS;
  }

  private Standing standingNow(Instant now) {
    if (storageFault.isPresent()) {
      return new Standing.StorageFailed(storageFault.get());
    }
    if (pause.isPresent() && pause.get().holdsAt(now)) {
      return new Standing.Paused(pause.get().until());
    }
    capped = capped.filter(cap -> cap.resumesAt().equals(endOf(cap.period()))).or(this::reachedCap);
    return capped.isPresent() ? capped.get() : new Standing.Open();
  }

  /** Holds from then on until the period is over, though a promise may come to nothing. */
  private Optional<Standing.Capped> reachedCap() {
    if (isReached(limits.perMonth(), usage.month())) {
      return Optional.of(new Standing.Capped(Standing.Period.MONTH, usage.nextMonth()));
    }
    return isReached(limits.perDay(), usage.today())
        ? Optional.of(new Standing.Capped(Standing.Period.DAY, usage.nextDay()))
        : Optional.empty();
  }

  /** Another end than before: the period is over, or the clock was set. */
  private Instant endOf(Standing.Period period) {
    return switch (period) {
      case DAY -> usage.nextDay();
      case MONTH -> usage.nextMonth();
    };
  }

  private boolean isReached(Bytes cap, Moved moved) {
    return cap.count() != 0 && moved.both().count() + promisedUp + reserveBytes >= cap.count();
  }

  private long remaining() {
    return Math.min(left(limits.perDay(), usage.today()), left(limits.perMonth(), usage.month()));
  }

  private static long left(Bytes cap, Moved moved) {
    return cap.count() == 0 ? Long.MAX_VALUE : cap.count() - moved.both().count();
  }

  private static long rate(BytesPerSecond limit) {
    return limit.count() == 0 ? UNLIMITED_RATE : limit.count();
  }

  private void turnPage() {
    try {
      usage.turnTo(clock.instant());
    } catch (IOException e) {
      storageFault = Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private void flushUsage() {
    try {
      usage.flush();
    } catch (IOException e) {
      storageFault = Optional.of(String.valueOf(e.getMessage()));
      changed.signalAll();
    }
  }

  private void noticeChange() {
    boolean isOpen;
    boolean news;
    lock.lock();
    try {
      isOpen = standing().isOpen();
      news = isOpen != wasOpen;
      wasOpen = isOpen;
      if (news) {
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
    if (news) {
      tellListeners();
    }
  }

  private void tellListeners() {
    listeners.forEach(Runnable::run);
  }
}
