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
  /** Some 60 KB each; twenty busy streams at a time are more than a home's line carries. */
  private static final int MOST_OF_SYSTEM = 64;

  private final Semaphore room = new Semaphore(MOST_OF_SYSTEM);

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
