package network.lumora.agent.allowance;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import network.lumora.agent.policy.Rates;
import network.lumora.agent.policy.Verdict;
import network.lumora.protocol.units.BytesPerSecond;

/** One direction: a bucket and those who wait for it, first come first served. Thread-safe. */
final class Lane {
  /** Waiting is cut into pieces, so that a clock that was set is noticed. */
  static final long MAX_WAIT_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** Someone who waits; told apart by identity. */
  private static final class Place {}

  private final Supplier<Verdict> verdicts;
  private final Direction direction;
  private final Line line;
  private final LongSupplier nanos;
  private final Bucket bucket;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** At most one entry for each task and the link's upload, which bounds it. */
  private final Queue<Place> waiting = new ArrayDeque<>();

  Lane(Supplier<Verdict> verdicts, Direction direction, Line line, LongSupplier nanos) {
    this.verdicts = verdicts;
    this.direction = direction;
    this.line = line;
    this.nanos = nanos;
    this.bucket = new Bucket(rate(verdicts.get().rates()).count(), nanos.getAsLong());
  }

  /** Waits for a turn and takes as many of {@code bytes} as are taken at once; tells how many. */
  int take(int bytes) throws StoppedException {
    line.begin();
    try {
      return taken(bytes);
    } finally {
      line.end();
    }
  }

  private int taken(int bytes) throws StoppedException {
    lock.lock();
    try {
      int chunk = bucket.chunk(bytes);
      if (!isOpen(chunk) || !waiting.isEmpty()) {
        chunk = awaitTurn(bytes);
      }
      bucket.take(chunk);
      return chunk;
    } finally {
      lock.unlock();
    }
  }

  /** Tells how many may be taken now. */
  private int awaitTurn(int bytes) throws StoppedException {
    var place = new Place();
    waiting.add(place);
    try {
      int chunk = bucket.chunk(bytes);
      while (!isTurn(place, chunk)) {
        var _ = changed.awaitNanos(waitNanos(place, chunk));
        chunk = bucket.chunk(bytes);
      }
      return chunk;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (StoppedException) new StoppedException("interrupted").initCause(e);
    } finally {
      waiting.remove(place);
      changed.signalAll();
    }
  }

  private boolean isTurn(Place place, int bytes) throws StoppedException {
    return isOpen(bytes) && waiting.peek() == place;
  }

  /** Whether so many may go now, whoever else waits. */
  private boolean isOpen(int bytes) throws StoppedException {
    var verdict = verdicts.get();
    if (!verdict.mayMove()) {
      throw new StoppedException(verdict.reasons().getFirst().code().name());
    }
    follow(rate(verdict.rates()));
    return bucket.nanosUntil(bytes, nanos.getAsLong()) <= 0;
  }

  private void follow(BytesPerSecond wanted) {
    bucket.setBurst(line.isPaced() ? Bucket.PACED_BURST_NANOS : Bucket.USUAL_BURST_NANOS);
    if (!bucket.hasRate(wanted)) {
      bucket.setRate(wanted.count(), nanos.getAsLong());
    }
  }

  /** The host's word and the line's, whichever is less. */
  private BytesPerSecond rate(Rates rates) {
    return Rates.lower(direction.of(rates), new BytesPerSecond(line.bytesPerSecond(direction)));
  }

  private long waitNanos(Place place, int bytes) {
    return waiting.peek() == place
        ? Math.min(bucket.nanosUntil(bytes, nanos.getAsLong()), MAX_WAIT_NANOS)
        : MAX_WAIT_NANOS;
  }

  /** Lets everyone who waits look again. */
  void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until bytes may move. */
  void awaitOpen() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!verdicts.get().mayMove()) {
        var _ = changed.awaitNanos(MAX_WAIT_NANOS);
      }
    } finally {
      lock.unlock();
    }
  }
}
