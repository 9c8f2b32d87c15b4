package network.lumora.agent.link;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Knows when a ping on the link would wait behind nothing of ours, and tells what comes back.
 * Thread-safe.
 */
final class LinkPings {
  /** What was written before has left by then, also over a slow line that is given way on. */
  private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  /** Less is a heartbeat, or a ping, TLS included. */
  private static final int LITTLE_BYTES = 512;

  private final LongSupplier nanos;
  private volatile LongConsumer echoes = _ -> {};
  private volatile boolean isWriting;
  private volatile boolean isFar;
  private volatile long quietNanos;

  LinkPings(LongSupplier nanos) {
    this.nanos = nanos;
    this.quietNanos = nanos.getAsLong();
  }

  void onEcho(LongConsumer listener) {
    echoes = listener;
  }

  /** A coordinator on this very machine tells nothing of the line. */
  void connected(InetAddress coordinator) {
    isFar = !coordinator.isLoopbackAddress();
    isWriting = false;
  }

  void writes() {
    isWriting = true;
  }

  void wrote(int bytes) {
    if (bytes > LITTLE_BYTES) {
      quietNanos = nanos.getAsLong() + QUIET_NANOS;
    }
    isWriting = false;
  }

  boolean isQuiet() {
    return isFar && !isWriting && nanos.getAsLong() - quietNanos >= 0;
  }

  static ByteBuffer payload(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(0, number);
  }

  /** Pings of others, which keep the connection alive, hold nothing. */
  void came(ByteBuffer payload) {
    if (payload.remaining() == Long.BYTES) {
      echoes.accept(payload.getLong(payload.position()));
    }
  }
}
