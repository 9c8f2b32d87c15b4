package network.lumora.agent.challenge;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.LongUnaryOperator;
import network.lumora.proof.challenge.Carrier;

/**
 * A line with a prover at one end and challengers at the other, on a clock that jumps from one
 * event to the next: what takes seconds takes milliseconds, and is the same each time.
 */
final class SimulatedLine {
  static final InetAddress PROVER = InetAddress.ofLiteral("192.0.2.7");
  private static final InetSocketAddress PROVER_SOCKET = new InetSocketAddress(PROVER, 40_000);

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::nanos).thenComparingLong(Event::number));
  private final Carrier carrier;
  private final SimulatedPipe down;
  private final SimulatedPipe up;
  private LongUnaryOperator heldBack = nanos -> nanos;
  private LongUnaryOperator stalled = nanos -> nanos;
  private long now;
  private long number;

  private record Event(long nanos, long number, boolean toProver, ByteBuffer datagram) {}

  SimulatedLine(Carrier carrier, SimulatedPipe down, SimulatedPipe up) {
    this.carrier = carrier;
    this.down = down;
    this.up = up;
  }

  long now() {
    return now;
  }

  /** The prover's answers leave when this says, at the earliest. */
  SimulatedLine holdingBack(LongUnaryOperator until) {
    heldBack = until;
    return this;
  }

  /** The prover's computer looks at its datagrams when this says. */
  SimulatedLine stalling(LongUnaryOperator until) {
    stalled = until;
    return this;
  }

  private boolean toProver(ByteBuffer datagram) {
    return carry(down, true, datagram, now);
  }

  private boolean toChallenger(ByteBuffer datagram) {
    return carry(up, false, datagram, heldBack.applyAsLong(now));
  }

  private boolean carry(SimulatedPipe pipe, boolean toProver, ByteBuffer datagram, long when) {
    if (carrier == Carrier.STREAM && !pipe.hasRoom(when)) {
      return false;
    }
    var bytes = new byte[datagram.remaining()];
    datagram.get(bytes);
    pipe.carry(carrier.onTheLine(bytes.length), when)
        .ifPresent(
            at ->
                events.add(
                    new Event(
                        toProver ? stalled.applyAsLong(at) : at,
                        number++,
                        toProver,
                        ByteBuffer.wrap(bytes))));
    return true;
  }

  /** Runs until the challenger's slot is over and the prover's too. */
  void run(Door door, SlotEnd challenger, SlotEnd prover) {
    long end = now + 30_000_000_000L;
    while (!(challenger.isOver() && prover.isOver()) && now < end) {
      long next = end;
      if (!prover.isOver()) {
        next = Math.min(next, prover.due(now, this::toChallenger));
      }
      if (!challenger.isOver()) {
        next = Math.min(next, challenger.due(now, this::toProver));
      }
      deliverOrWait(door, challenger, prover, Math.max(next, now));
    }
    events.clear();
  }

  private void deliverOrWait(Door door, SlotEnd challenger, SlotEnd prover, long next) {
    var event = events.peek();
    if (event == null || event.nanos() > next) {
      now = next;
      return;
    }
    events.remove();
    now = Math.max(now, event.nanos());
    var datagram = event.datagram();
    if (event.toProver()) {
      if (!prover.isOver()) {
        prover.received(datagram, now, this::toChallenger);
      }
    } else {
      door.received(datagram, PROVER_SOCKET, now, this::toProver);
      if (!challenger.isOver()) {
        challenger.received(datagram, now, this::toProver);
      }
    }
  }
}
