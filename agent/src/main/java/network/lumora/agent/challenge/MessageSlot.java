package network.lumora.agent.challenge;

import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Drives one end of a slot over a connection that carries messages, such as a WebSocket: each
 * datagram is one binary message. Proves less exactly than UDP, so it is for lines that UDP does
 * not reach.
 *
 * <p>{@link #received} may be called by any thread and never waits; {@link #run} blocks until the
 * slot is over.
 */
public final class MessageSlot {
  /** 80 ms at 500 Mbit/s. What comes beyond it is lost, and lowers the slot. */
  private static final int MAX_WAITING = 4_096;

  /** So that an abort is seen in time. */
  private static final long MAX_REST_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final SlotEnd end;
  private final Path path;
  private final LongSupplier nanos;
  private final BlockingQueue<Arrived> waiting = new ArrayBlockingQueue<>(MAX_WAITING);

  private volatile boolean isLost;
  private volatile boolean isDone;

  private record Arrived(ByteBuffer message, long nanos) {}

  /**
   * @param path says that it has no room while the connection has more to send than the line takes
   *     in some 10 ms: else an abort would come late
   * @param nanos a ticker that never goes back
   */
  public MessageSlot(SlotEnd end, Path path, LongSupplier nanos) {
    this.end = end;
    this.path = path;
    this.nanos = nanos;
  }

  /** Takes a message, of which it keeps a copy; its time is now. */
  public void received(ByteBuffer message) {
    if (isDone) {
      return;
    }
    var copy = ByteBuffer.allocate(message.remaining()).put(message).flip();
    var _ = waiting.offer(new Arrived(copy, nanos.getAsLong()));
  }

  /** The connection is gone: {@link #run} leaves the slot as it is. */
  public void lost() {
    isLost = true;
  }

  /**
   * Blocks until the slot is over, or the connection lost.
   *
   * @throws InterruptedException if the thread is; the slot is then left as it is
   */
  public void run() throws InterruptedException {
    try {
      drive();
    } finally {
      isDone = true;
    }
  }

  private void drive() throws InterruptedException {
    while (!end.isOver() && !isLost) {
      long now = nanos.getAsLong();
      long rest = Math.clamp(end.due(now, path) - now, 0, MAX_REST_NANOS);
      if (!end.isOver()) {
        take(waiting.poll(rest, TimeUnit.NANOSECONDS));
      }
    }
  }

  private void take(@Nullable Arrived first) {
    for (var next = first; next != null && !end.isOver(); next = waiting.poll()) {
      end.received(next.message(), next.nanos(), path);
    }
  }
}
