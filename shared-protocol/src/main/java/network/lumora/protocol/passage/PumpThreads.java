package network.lumora.protocol.passage;

import java.util.concurrent.Semaphore;

/**
 * Threads for what moves bytes between sockets and streams. Thread-safe.
 *
 * <p>A virtual thread that waits for a socket is woken by way of two other threads, which was a
 * quarter of a relay's processor time. So the first ones are threads of the system; those beyond
 * are virtual, so that many slow streams take no more memory than they did.
 */
public final class PumpThreads {
  private final Semaphore room;

  /**
   * @param mostOfSystem some 60 KB each
   */
  public PumpThreads(int mostOfSystem) {
    this.room = new Semaphore(mostOfSystem);
  }

  public Thread start(String name, Runnable task) {
    return room.tryAcquire()
        ? Thread.ofPlatform().daemon().name(name).start(() -> runInRoom(task))
        : Thread.ofVirtual().name(name).start(task);
  }

  private void runInRoom(Runnable task) {
    try {
      task.run();
    } finally {
      room.release();
    }
  }
}
