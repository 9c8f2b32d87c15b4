package network.lumora.coordinator.link;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Lets in so many agents at once; the others come back later, each at a second of its own. So the
 * return of all of them takes longer, and the work of those that are in goes on. Thread-safe.
 */
final class Admission {
  /** Checking a greeting and finding the agent's leases takes milliseconds. */
  private static final long PATIENCE_SECONDS = 5;

  private final AdmissionTerms terms;
  private final LongSupplier nanos;
  private final Semaphore places;
  private final AtomicInteger waiting = new AtomicInteger();
  private long nextReturnNanos;
  private volatile boolean closed;

  Admission(AdmissionTerms terms, LongSupplier nanos) {
    this.terms = terms;
    this.nanos = nanos;
    this.places = new Semaphore(terms.atOnce(), true);
    this.nextReturnNanos = nanos.getAsLong();
  }

  /** Whether an agent may come in now; who may says {@link #leave} after it. Waits its turn. */
  boolean enter() throws InterruptedException {
    if (closed) {
      return false;
    }
    if (waiting.incrementAndGet() > terms.waiting()) {
      waiting.decrementAndGet();
      return false;
    }
    try {
      return places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } finally {
      waiting.decrementAndGet();
    }
  }

  /** How many wait for their turn now. */
  int waiting() {
    return waiting.get();
  }

  void leave() {
    places.release();
  }

  /** The coordinator is about to stop: nobody comes in any more. */
  void close() {
    closed = true;
  }

  /** In how many seconds the next agent that is sent away should come back. */
  synchronized int secondsUntilReturn(int atLeast) {
    long now = nanos.getAsLong();
    long soonest = now + TimeUnit.SECONDS.toNanos(atLeast);
    long step = TimeUnit.SECONDS.toNanos(1) / terms.returnsPerSecond();
    nextReturnNanos = Math.max(nextReturnNanos + step, soonest);
    long seconds = TimeUnit.NANOSECONDS.toSeconds(nextReturnNanos - now);
    return (int) Math.min(seconds, terms.longestReturn().toSeconds());
  }
}
