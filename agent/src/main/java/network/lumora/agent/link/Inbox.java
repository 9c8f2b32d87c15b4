package network.lumora.agent.link;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Hands events from the socket's thread to the session's. Thread-safe, bounded. */
final class Inbox {
  /** Of at most 64 KiB each: a coordinator that floods waits in its own socket. */
  private static final int MAX_EVENTS = 64;

  private static final long RECHECK_MILLIS = 500;

  private final BlockingQueue<LinkEvent> events = new ArrayBlockingQueue<>(MAX_EVENTS);
  private volatile boolean closed;

  /** Waits for room; after the session's end events are dropped. */
  void put(LinkEvent event) {
    try {
      while (!closed && !events.offer(event, RECHECK_MILLIS, TimeUnit.MILLISECONDS)) {
        Thread.onSpinWait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A full inbox wakes the session anyway. */
  void nudge() {
    var _ = events.offer(new LinkEvent.Nudge());
  }

  @Nullable LinkEvent poll(long timeoutMillis) throws InterruptedException {
    return events.poll(Math.max(0, timeoutMillis), TimeUnit.MILLISECONDS);
  }

  void close() {
    closed = true;
  }
}
