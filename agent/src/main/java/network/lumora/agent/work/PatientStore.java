package network.lumora.agent.work;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import network.lumora.agent.allowance.Allowance;

/** Writes results, however long the disk is full. Thread-safe. */
final class PatientStore {
  /** How often a result that could not be stored is tried again. */
  static final long RETRY_MILLIS = 10_000;

  /** Something to write that must not be lost while this program runs. */
  @FunctionalInterface
  interface Writing {
    Object write() throws IOException;
  }

  private final Allowance allowance;
  private final AtomicInteger waiting = new AtomicInteger();
  private final Semaphore retry = new Semaphore(0);

  PatientStore(Allowance allowance) {
    this.allowance = allowance;
  }

  /** Returns once it is written; the task keeps its slot meanwhile, so little waits in memory. */
  void store(Writing writing) throws InterruptedException {
    waiting.incrementAndGet();
    try {
      while (!stored(writing)) {
        var _ = retry.tryAcquire(RETRY_MILLIS, TimeUnit.MILLISECONDS);
      }
    } finally {
      waiting.decrementAndGet();
    }
  }

  private boolean stored(Writing writing) {
    try {
      var _ = writing.write();
      if (allowance.hasStorageFault()) {
        allowance.storageWorks();
      }
      return true;
    } catch (IOException e) {
      allowance.storageFailed(e);
      return false;
    }
  }

  /** Tries at once what could not be stored. */
  void retry() {
    retry.release(waiting.get());
  }

  boolean hasWaiting() {
    return waiting.get() > 0;
  }
}
