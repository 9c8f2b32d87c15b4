package network.lumora.agent.service;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the line looked at each second while work runs, and sleeps when none does. Thread-safe. */
final class LineClock implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LineClock.class);

  /** Between a task and the upload of its result, or the next task. */
  private static final int LINGER_SECONDS = 10;

  private final BooleanSupplier look;
  private final AtomicInteger working = new AtomicInteger();
  private final Semaphore wake = new Semaphore(0);
  private final Thread thread;

  /**
   * @param look looks at the line; whether work has moved anything since the look before
   */
  LineClock(BooleanSupplier look) {
    this.look = look;
    this.thread = Thread.ofVirtual().name("line-clock").start(this::run);
  }

  /** One more piece of work is under way. */
  void begin() {
    working.incrementAndGet();
    wake.release();
  }

  void end() {
    working.decrementAndGet();
  }

  private void run() {
    try {
      while (true) {
        wake.acquire();
        tick();
      }
    } catch (InterruptedException e) {
      LOG.debug("the line's clock ends");
    } catch (RuntimeException e) {
      LOG.error("the line is no longer recorded while work runs, by a fault of this program", e);
    }
  }

  private void tick() throws InterruptedException {
    int left = LINGER_SECONDS;
    boolean moves = look.getAsBoolean();
    while (left > 0) {
      boolean isBusy = moves || working.get() > 0 || wake.drainPermits() > 0;
      left = isBusy ? LINGER_SECONDS : left - 1;
      TimeUnit.SECONDS.sleep(1);
      moves = look.getAsBoolean();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
