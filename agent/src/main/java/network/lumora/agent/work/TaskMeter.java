package network.lumora.agent.work;

import java.io.InterruptedIOException;
import java.util.concurrent.atomic.AtomicLong;
import network.lumora.agent.allowance.Allowance;
import network.lumora.protocol.units.Bytes;

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
