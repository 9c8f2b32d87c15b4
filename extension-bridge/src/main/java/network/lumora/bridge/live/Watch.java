package network.lumora.bridge.live;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the feed of events running while somebody reads, and a little longer. Thread-safe.
 *
 * <p>A page that is reloaded or shown again finds its events; an agent that nobody watches does
 * nothing for it.
 */
public final class Watch implements AutoCloseable {
  private final EventRing ring;
  private final Supplier<Runnable> feed;
  private final Duration linger;
  private final CountDownLatch closed = new CountDownLatch(1);
  private @Nullable Runnable stop;
  private int readers;
  private long visits;

  /**
   * @param feed starts the feed and gives back how to stop it
   * @param linger how long it runs on when the last reader has left
   */
  public Watch(EventRing ring, Supplier<Runnable> feed, Duration linger) {
    this.ring = ring;
    this.feed = feed;
    this.linger = linger;
  }

  public synchronized void enter() {
    readers++;
    visits++;
    if (stop == null) {
      stop = feed.get();
    }
  }

  public synchronized void leave() {
    readers--;
    if (readers == 0) {
      long visit = visits;
      Thread.ofVirtual().name("events-linger").start(() -> lingerAfter(visit));
    }
  }

  @Override
  public synchronized void close() {
    closed.countDown();
    end();
  }

  private void lingerAfter(long visit) {
    try {
      if (!closed.await(linger.toNanos(), TimeUnit.NANOSECONDS)) {
        endIfUnseenSince(visit);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void endIfUnseenSince(long visit) {
    if (visits == visit) {
      end();
    }
  }

  private void end() {
    if (stop != null) {
      stop.run();
      stop = null;
      ring.forget();
    }
  }
}
