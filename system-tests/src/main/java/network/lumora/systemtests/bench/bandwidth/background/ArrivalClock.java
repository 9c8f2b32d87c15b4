package network.lumora.systemtests.bench.bandwidth.background;

import java.io.Closeable;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import network.lumora.scraper.fetch.Arrivals;

/**
 * Notes each millisecond what has arrived of ours, read or not: a reader that stops reading has not
 * stopped its sender yet.
 */
final class ArrivalClock implements Closeable {
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final Timeline own;
  private final AtomicLong read = new AtomicLong();
  private final Set<Arrivals> connections = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private ArrivalClock(Timeline own) {
    this.own = own;
  }

  static ArrivalClock start(Timeline own) {
    var clock = new ArrivalClock(own);
    Thread.ofPlatform().name("arrivals").daemon().start(clock::run);
    return clock;
  }

  void read(int bytes) {
    read.addAndGet(bytes);
  }

  void opened(Arrivals connection) {
    connections.add(connection);
  }

  void closed(Arrivals connection) {
    connections.remove(connection);
  }

  private void run() {
    long before = 0;
    while (!closed) {
      long arrived = read.get() + connections.stream().mapToLong(Arrivals::waitingBytes).sum();
      if (arrived > before) {
        own.add(System.nanoTime(), arrived - before);
        before = arrived;
      }
      LockSupport.parkNanos(STEP_NANOS);
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
