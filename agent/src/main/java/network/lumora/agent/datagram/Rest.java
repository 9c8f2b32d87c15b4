package network.lumora.agent.datagram;

import java.io.IOException;
import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;

/**
 * Waits for a datagram or a time, whichever comes first. One thread.
 *
 * <p>It sleeps a millisecond at least, and what has become due then goes out at once: the line's
 * queue, which the slot's excess has filled, does not run dry meanwhile. To burn a processor for
 * punctuality was measured to be worse, since the system lets others run before one who never
 * sleeps, for several milliseconds at a time.
 */
final class Rest {
  /** So that an abort is seen in time. */
  private static final long MAX_MILLIS = 10;

  private final Selector selector;

  Rest(Selector selector) {
    this.selector = selector;
  }

  void until(long dueNanos, long nanos) throws IOException {
    long wait = dueNanos - nanos;
    if (wait > 0) {
      selector.select(_ -> {}, Math.clamp(TimeUnit.NANOSECONDS.toMillis(wait), 1, MAX_MILLIS));
    }
  }
}
