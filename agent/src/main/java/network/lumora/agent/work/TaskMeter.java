package network.lumora.agent.work;

import java.io.InterruptedIOException;
import java.util.concurrent.atomic.AtomicLong;
import network.lumora.agent.allowance.Allowance;
import network.lumora.protocol.units.Bytes;

/** What one task has moved; stops it before it fetches more than its lease allows. Thread-safe. */
public final class TaskMeter {
  private final Bytes maxSource;
  private final AtomicLong up = new AtomicLong();
  private final AtomicLong down = new AtomicLong();
  private volatile boolean full;

  public TaskMeter(Bytes maxSource) {
    this.maxSource = maxSource;
  }

  public void sent(int bytes) {
    up.addAndGet(bytes);
  }

  /**
   * @throws InterruptedIOException once the next read could be more than the lease allows
   */
  public void received(int bytes) throws InterruptedIOException {
    if (down.addAndGet(bytes) + Allowance.CHUNK_BYTES > maxSource.count()) {
      full = true;
      throw new InterruptedIOException("the lease allows no more bytes from the source");
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
