package network.lumora.coordinator.store;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies what the write-ahead log holds into the database, on a thread and a connection of its own,
 * so that no change waits for it. Thread-safe.
 */
final class Checkpoints implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

  /**
   * Copies in a row. The first copies nearly all; SQLite waits until the database is on the disk,
   * which the writer would else have to do, only after one during which nothing new came. That is
   * likely in the short ones that follow.
   */
  private static final int ROUNDS = 4;

  /** So that pages that change often are copied once for many changes. */
  private static final long PAUSE_MILLIS = 500;

  private final Sql sql;
  private final Semaphore changes = new Semaphore(0);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicBoolean copied = new AtomicBoolean();
  private final Thread thread;

  private Checkpoints(Sql sql) {
    this.sql = sql;
    this.thread = Thread.ofPlatform().name("book-checkpoints").daemon().unstarted(this::run);
  }

  static Checkpoints start(Sql sql) {
    var checkpoints = new Checkpoints(sql);
    checkpoints.thread.start();
    return checkpoints;
  }

  /**
   * Called by the writer between two changes, the only moment in which all of the log can have been
   * copied. If it was copied just now, the little that has come meanwhile is: then the next change
   * begins the log anew, and it does not grow until the writer has to copy all of it.
   */
  void hasChanged(Sql writer) {
    if (copied.getAndSet(false)) {
      copy(writer);
    }
    if (changes.availablePermits() == 0) {
      changes.release();
    }
  }

  private void run() {
    try {
      while (closing.getCount() > 0) {
        changes.acquire();
        changes.drainPermits();
        if (!closing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
          checkpoint();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void checkpoint() {
    for (int i = 0; i < ROUNDS; i++) {
      copy(sql);
    }
    copied.set(true);
  }

  /** Waits for nobody. If it fails, the log grows until the writer does it by itself. */
  private static void copy(Sql sql) {
    try {
      sql.run("PRAGMA wal_checkpoint(PASSIVE)");
    } catch (IOException e) {
      LOG.warn("the database's log could not be copied: {}", e.getMessage());
    }
  }

  @Override
  public void close() throws IOException {
    closing.countDown();
    changes.release();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    sql.close();
  }
}
