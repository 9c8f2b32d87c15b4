package network.lumora.agent.service;

import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import network.lumora.agent.journal.Journal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forgets rows of the journal that have become too old, also while no work comes. */
final class DailyCare implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DailyCare.class);

  /** A machine that sleeps stops this wait too; only once a day is the file touched. */
  private static final long LOOK_HOURS = 1;

  private final Journal journal;
  private final InstantSource clock;
  private final CountDownLatch closed = new CountDownLatch(1);

  private DailyCare(Journal journal, InstantSource clock) {
    this.journal = journal;
    this.clock = clock;
  }

  static DailyCare start(Journal journal, InstantSource clock) {
    var care = new DailyCare(journal, clock);
    Thread.ofVirtual().name("daily-care").start(care::run);
    return care;
  }

  private void run() {
    try {
      do {
        look();
      } while (!closed.await(LOOK_HOURS, TimeUnit.HOURS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      journal.forgetOldRows(clock.instant());
    } catch (IOException e) {
      LOG.warn("old rows of the journal are forgotten later: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
