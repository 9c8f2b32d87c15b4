package network.lumora.scraper.pace;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What one site is owed. All but the counters is touched by the holder of the turn only. */
final class Site {
  /** Longer than any delay we wait for; see the robots rules. */
  private static final long MEMORY_NANOS = 120_000_000_000L;

  private final Semaphore turn = new Semaphore(1, true);
  private final AtomicInteger present = new AtomicInteger();
  private volatile boolean asked;
  private volatile long askedAtNanos;
  private volatile boolean backedOff;
  private volatile long quietUntilNanos;

  void join() {
    present.incrementAndGet();
  }

  void leave() {
    present.decrementAndGet();
  }

  boolean acquire(long patienceMillis) throws InterruptedException {
    try {
      return turn.tryAcquire(patienceMillis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      leave();
      throw e;
    }
  }

  void release() {
    turn.release();
    leave();
  }

  void asked(long now) {
    asked = true;
    askedAtNanos = now;
  }

  void quietUntil(long then) {
    backedOff = true;
    quietUntilNanos = then;
  }

  /** How long until {@code delayNanos} have passed since the last request, zero if they have. */
  long owedNanos(long now, long delayNanos) {
    return asked ? Math.max(0, askedAtNanos + delayNanos - now) : 0;
  }

  long quietNanos(long now) {
    return backedOff ? Math.max(0, quietUntilNanos - now) : 0;
  }

  boolean isForgettable(long now) {
    return present.get() == 0 && owedNanos(now, MEMORY_NANOS) == 0 && quietNanos(now) == 0;
  }
}
