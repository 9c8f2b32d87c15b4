package network.lumora.agent.challenge;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A prover's side of opening a path: it says hello until it is welcomed, then that it is ready
 * until the slot begins, which also keeps its router's door open. One thread.
 */
final class Knock {
  private static final long HELLO_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long READY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final SlotDatagrams datagrams;
  private Optional<byte[]> cookie = Optional.empty();
  private long nextNanos = Long.MIN_VALUE;

  Knock(SlotDatagrams datagrams) {
    this.datagrams = datagrams;
  }

  long due(long nanos, Path path) {
    if (nanos >= nextNanos) {
      path.send(
          cookie
              .map(welcomed -> datagrams.cookie(DatagramType.READY, welcomed))
              .orElseGet(datagrams::hello));
      nextNanos = nanos + (cookie.isPresent() ? READY_NANOS : HELLO_NANOS);
    }
    return nextNanos;
  }

  /** Answers at once. */
  void welcomed(ByteBuffer in, long nanos, Path path) {
    if (cookie.isEmpty()) {
      cookie = Optional.of(SlotDatagrams.readCookie(in));
      nextNanos = nanos;
      due(nanos, path);
    }
  }

  boolean isWelcome() {
    return cookie.isPresent();
  }
}
