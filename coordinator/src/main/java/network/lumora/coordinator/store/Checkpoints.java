package network.lumora.coordinator.store;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies what the write-ahead log holds into the database, on a thread and a connection of its own,
 * so that no change waits for it. Thread-safe.
 */
final class Checkpoints implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

  /** So that pages that change often are copied once for many changes. */
  private static final long PAUSE_MILLIS = 1_000;

  private final Sql sql;
  private final Semaphore changes = new Semaphore(0);
  private final CountDownLatch closing = new CountDownLatch(1);
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

  /** The log has grown. */
  void isWanted() {
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

  /** If it fails, the log grows until the writer does it itself. */
  private void checkpoint() {
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
