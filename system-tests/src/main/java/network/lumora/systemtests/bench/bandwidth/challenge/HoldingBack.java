package network.lumora.systemtests.bench.bandwidth.challenge;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.OptionalLong;
import network.lumora.agent.challenge.Path;
import network.lumora.agent.challenge.SlotEnd;

/**
 * A prover that acknowledges late at first and in time at the end, so that its line looks twice as
 * fast.
 */
public final class HoldingBack implements SlotEnd {
  private static final byte DATA = 5;

  private final SlotEnd honest;
  private final long slotNanos;
  private final ArrayDeque<Held> held = new ArrayDeque<>();
  private OptionalLong begun = OptionalLong.empty();

  private record Held(long whenNanos, ByteBuffer datagram) {}

  /**
   * @param slotNanos how long the slot's bytes take to arrive, which colluders have told it
   */
  public HoldingBack(SlotEnd honest, long slotNanos) {
    this.honest = honest;
    this.slotNanos = slotNanos;
  }

  @Override
  public long due(long nanos, Path path) {
    long next = honest.due(nanos, datagram -> hold(datagram, nanos, path));
    while (!held.isEmpty() && held.peek().whenNanos() <= nanos) {
      path.send(held.remove().datagram());
    }
    return held.isEmpty() ? next : Math.min(next, held.peek().whenNanos());
  }

  private boolean hold(ByteBuffer datagram, long nanos, Path path) {
    if (begun.isEmpty() || (nanos >= begun.getAsLong() + slotNanos && held.isEmpty())) {
      return path.send(datagram);
    }
    var copy = ByteBuffer.allocate(datagram.remaining()).put(datagram).flip();
    long end = begun.getAsLong() + slotNanos;
    held.add(new Held(Math.max(nanos, end - (end - nanos) / 2), copy));
    return true;
  }

  @Override
  public void received(ByteBuffer datagram, long nanos, Path path) {
    if (begun.isEmpty() && datagram.get(0) == DATA) {
      begun = OptionalLong.of(nanos);
    }
    honest.received(datagram, nanos, answer -> hold(answer, nanos, path));
  }

  @Override
  public boolean isOver() {
    return honest.isOver();
  }

  @Override
  public void abort() {
    honest.abort();
  }
}
