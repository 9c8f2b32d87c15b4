package network.lumora.agent.work;

import java.io.InterruptedIOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import network.lumora.agent.allowance.Allowance;
import network.lumora.protocol.message.ToCoordinator;
import network.lumora.protocol.units.Bytes;
import org.jspecify.annotations.Nullable;

/** What one task has moved; stops it before it fetches more than its lease allows. Thread-safe. */
public final class TaskMeter {
  /** Hears of every byte, and may end the task. */
  public interface Watch {
    Watch NONE =
        new Watch() {
          @Override
          public void passed(long up, long down) {}

          @Override
          public boolean mayGoOn() {
            return true;
          }
        };

    void passed(long up, long down);

    boolean mayGoOn();
  }

  private final Bytes maxSource;
  private final Watch watch;
  private final AtomicLong up = new AtomicLong();
  private final AtomicLong down = new AtomicLong();
  private final AtomicReference<@Nullable Integer> connectMillis = new AtomicReference<>();
  private volatile boolean full;

  public TaskMeter(Bytes maxSource) {
    this(maxSource, Watch.NONE);
  }

  public TaskMeter(Bytes maxSource, Watch watch) {
    this.maxSource = maxSource;
    this.watch = watch;
  }

  public void sent(int bytes) {
    up.addAndGet(bytes);
    watch.passed(bytes, 0);
  }

  public void received(int bytes) {
    down.addAndGet(bytes);
    watch.passed(0, bytes);
  }

  /**
   * @throws InterruptedIOException once the next read could be more than the lease allows, or the
   *     watch ends it
   */
  public void requireRoom() throws InterruptedIOException {
    if (down.get() + Allowance.CHUNK_BYTES > maxSource.count()) {
      full = true;
      throw new InterruptedIOException("the lease allows no more bytes from the source");
    }
    if (!watch.mayGoOn()) {
      throw new InterruptedIOException("the host's rules allow no more bytes");
    }
  }

  /** A connection to the page's own host was made; the first tells how far that is. */
  public void connected(long roundTripNanos) {
    connectMillis.compareAndSet(
        null,
        Math.clamp(Math.round(roundTripNanos / 1e6), 0, ToCoordinator.Delivery.MAX_CONNECT_MILLIS));
  }

  /** The round trip to the page's host; null if no connection was made for it. */
  public @Nullable Integer connectMillis() {
    return connectMillis.get();
  }

  public Bytes up() {
    return new Bytes(up.get());
  }

  public Bytes down() {
    return new Bytes(down.get());
  }

  public boolean isFull() {
    return full;
  }
}
