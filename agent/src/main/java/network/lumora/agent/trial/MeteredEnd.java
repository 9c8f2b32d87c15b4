package network.lumora.agent.trial;

import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import network.lumora.agent.allowance.Direction;
import network.lumora.agent.challenge.Path;
import network.lumora.agent.challenge.SlotEnd;
import network.lumora.proof.challenge.Carrier;

/**
 * An end of a slot whose bytes are counted as they pass, and which is given up as soon as it must
 * not go on: it is looked after every 10 ms at least.
 */
final class MeteredEnd implements SlotEnd {
  private final SlotEnd end;
  private final Carrier carrier;
  private final Count count;
  private final BooleanSupplier mustStop;

  /** Hears of every datagram. */
  @FunctionalInterface
  interface Count {
    void passed(Direction direction, int bytes);
  }

  MeteredEnd(SlotEnd end, Carrier carrier, Count count, BooleanSupplier mustStop) {
    this.end = end;
    this.carrier = carrier;
    this.count = count;
    this.mustStop = mustStop;
  }

  @Override
  public long due(long nanos, Path path) {
    if (mustStop.getAsBoolean()) {
      end.abort();
    }
    return end.due(nanos, counted(path));
  }

  @Override
  public void received(ByteBuffer datagram, long nanos, Path path) {
    count.passed(Direction.DOWN, carrier.onTheLine(datagram.remaining()));
    end.received(datagram, nanos, counted(path));
  }

  private Path counted(Path path) {
    return datagram -> {
      int bytes = carrier.onTheLine(datagram.remaining());
      boolean sent = path.send(datagram);
      if (sent) {
        count.passed(Direction.UP, bytes);
      }
      return sent;
    };
  }

  @Override
  public boolean isOver() {
    return end.isOver();
  }

  @Override
  public void abort() {
    end.abort();
  }
}
