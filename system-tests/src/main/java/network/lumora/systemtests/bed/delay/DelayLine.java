package network.lumora.systemtests.bed.delay;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import network.lumora.systemtests.bed.kernel.CurrentThread;
import network.lumora.systemtests.bed.kernel.Tun;

/** One direction: a thread takes packets in, another lets each out when it is due. */
final class DelayLine {
  /** 16 MiB: 1 Gbit/s of full packets for 98 ms. */
  private static final int SLOTS = 1 << 13;

  /**
   * A sleeping thread is woken about this much late: so it sleeps less, and lets go if it was not.
   */
  private static final long EARLY_NANOS = 80_000;

  private final Tun from;
  private final Tun to;
  private final LongSupplier nanoTime;
  private final Arena arena = Arena.ofShared();
  private final PacketRing ring = new PacketRing(arena, SLOTS);
  private final Lateness lateness = new Lateness();
  private final AtomicLong dropped = new AtomicLong();
  private final Thread releasing;
  private volatile long delayNanos;
  private volatile boolean resting;

  DelayLine(Tun from, Tun to, long delayNanos, LongSupplier nanoTime) {
    this.from = from;
    this.to = to;
    this.delayNanos = delayNanos;
    this.nanoTime = nanoTime;
    this.releasing = thread("release", this::release);
  }

  void start() {
    releasing.start();
    thread("admit", this::admit).start();
  }

  private interface Work {
    void run() throws IOException;
  }

  private static Thread thread(String name, Work work) {
    return Thread.ofPlatform()
        .name(name)
        .daemon()
        .unstarted(
            () -> {
              try {
                CurrentThread.hurry();
                work.run();
              } catch (IOException e) {
                System.err.println("the delay line ended: " + e.getMessage());
                Runtime.getRuntime().halt(1); // Half a line would look like a slow network.
              }
            });
  }

  private void admit() throws IOException {
    var end = from.end(arena);
    var refused = arena.allocate(PacketRing.SLOT_BYTES);
    while (true) {
      if (ring.isFull()) {
        var _ = end.read(refused, 0, PacketRing.SLOT_BYTES);
        dropped.incrementAndGet();
      } else {
        int length = end.read(ring.bytes(), ring.tailOffset(), PacketRing.SLOT_BYTES);
        ring.add(length, nanoTime.getAsLong() + delayNanos);
        if (resting) {
          LockSupport.unpark(releasing);
        }
      }
    }
  }

  private void release() throws IOException {
    var end = to.end(arena);
    MemorySegment bytes = ring.bytes();
    while (true) {
      awaitPacket();
      long late = awaitDue();
      if (!end.write(bytes, ring.headOffset(), ring.headLength())) {
        dropped.incrementAndGet();
      }
      ring.take();
      lateness.add(late);
    }
  }

  private void awaitPacket() {
    while (ring.isEmpty()) {
      resting = true;
      if (ring.isEmpty()) {
        LockSupport.park(this);
      }
      resting = false;
    }
  }

  private long awaitDue() {
    long due = ring.headDueNanos();
    long late = nanoTime.getAsLong() - due;
    while (late < -EARLY_NANOS) {
      LockSupport.parkNanos(this, -late - EARLY_NANOS);
      late = nanoTime.getAsLong() - due;
    }
    return late;
  }

  void delay(long nanos) {
    delayNanos = nanos;
  }

  /** Since it was last asked. */
  String report() {
    var text =
        "packets=%d p99=%d worst=%d dropped=%d"
            .formatted(
                lateness.packets(), lateness.microsAt(0.99), lateness.microsAt(1), dropped.get());
    lateness.reset();
    dropped.set(0);
    return text;
  }
}
