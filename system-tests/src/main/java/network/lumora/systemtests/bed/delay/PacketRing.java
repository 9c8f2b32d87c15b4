package network.lumora.systemtests.bed.delay;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicLong;

/** Packets in order, each with the time when it is due; one thread adds, another takes. */
final class PacketRing {
  /** An Ethernet MTU of 1,500 fits, and an address is a shift. */
  static final int SLOT_BYTES = 2048;

  private final MemorySegment bytes;
  private final int[] lengths;
  private final long[] dueNanos;
  private final int mask;
  private final AtomicLong added = new AtomicLong();
  private final AtomicLong taken = new AtomicLong();

  /**
   * Reserves all memory at once.
   *
   * @param slots a power of two: what is under way at once, in packets
   */
  PacketRing(Arena arena, int slots) {
    if (Integer.bitCount(slots) != 1) {
      throw new IllegalArgumentException("not a power of two: " + slots);
    }
    this.bytes = arena.allocate((long) slots * SLOT_BYTES);
    this.lengths = new int[slots];
    this.dueNanos = new long[slots];
    this.mask = slots - 1;
  }

  MemorySegment bytes() {
    return bytes;
  }

  boolean isFull() {
    return added.getPlain() - taken.getAcquire() > mask;
  }

  boolean isEmpty() {
    return taken.getPlain() == added.getAcquire();
  }

  /** Where the next packet is to be written, unless the ring is full. */
  long tailOffset() {
    return offset(added.getPlain());
  }

  void add(int length, long due) {
    int slot = slot(added.getPlain());
    lengths[slot] = length;
    dueNanos[slot] = due;
    added.setRelease(added.getPlain() + 1);
  }

  /** Of the oldest packet, unless the ring is empty. */
  long headOffset() {
    return offset(taken.getPlain());
  }

  int headLength() {
    return lengths[slot(taken.getPlain())];
  }

  long headDueNanos() {
    return dueNanos[slot(taken.getPlain())];
  }

  void take() {
    taken.setRelease(taken.getPlain() + 1);
  }

  private int slot(long position) {
    return (int) position & mask;
  }

  private long offset(long position) {
    return (long) slot(position) * SLOT_BYTES;
  }
}
