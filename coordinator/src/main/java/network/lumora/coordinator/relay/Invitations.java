package network.lumora.coordinator.relay;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.RelayInvitation;

/** Calls that wait for their callees to ask for them. Thread-safe. */
final class Invitations {
  static final long WAIT_SECONDS = 25;

  /** Whoever has not asked for so long is not there. */
  private static final long PRESENT_NANOS = TimeUnit.SECONDS.toNanos(2 * WAIT_SECONDS);

  private static final int MAX_WAITING = 16;
  private static final int MAX_CALLEES = 10_000;

  private static final class Box {
    final BlockingQueue<RelayInvitation> calls = new ArrayBlockingQueue<>(MAX_WAITING);
    volatile long askedNanos;
  }

  private final LongSupplier nanos;
  private final Map<PublicKey, Box> boxes =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<PublicKey, Box> eldest) {
          return size() > MAX_CALLEES;
        }
      };

  Invitations(LongSupplier nanos) {
    this.nanos = nanos;
  }

  boolean isPresent(PublicKey callee) {
    synchronized (boxes) {
      var box = boxes.get(callee);
      return box != null && nanos.getAsLong() - box.askedNanos < PRESENT_NANOS;
    }
  }

  /** False if too many wait. */
  boolean call(PublicKey callee, RelayInvitation invitation) {
    return box(callee).calls.offer(invitation);
  }

  Optional<RelayInvitation> await(PublicKey callee) throws InterruptedException {
    var box = box(callee);
    box.askedNanos = nanos.getAsLong();
    try {
      return Optional.ofNullable(box.calls.poll(WAIT_SECONDS, TimeUnit.SECONDS));
    } finally {
      box.askedNanos = nanos.getAsLong();
    }
  }

  private Box box(PublicKey callee) {
    synchronized (boxes) {
      return boxes.computeIfAbsent(callee, _ -> new Box());
    }
  }
}
