package network.lumora.agent.trial;

import java.nio.ByteBuffer;
import network.lumora.agent.allowance.Direction;
import network.lumora.agent.challenge.Path;
import network.lumora.agent.challenge.SlotEnd;
import network.lumora.proof.challenge.Carrier;

/**
 * An end of a slot whose bytes are counted as they pass, and which is given up as soon as it must
 * not go on: it is looked after every 10 ms at least.
 */
final class MeteredEnd implements SlotEnd {
  /** If so many came since it was looked after, more may wait; fewer were all. */
  private static final int MANY = 32;

  /** Shorter datagrams only open the path, or keep it in order. */
  private static final int BULK_BYTES = 1_000;

  private final SlotEnd end;
  private final Carrier carrier;
  private final Direction bulk;
  private final Account account;
  private int sent;
  private int received;
  private boolean hasReceived;

  /** Hears of every datagram, and decides. */
  interface Account {
    void passed(Direction direction, int bytes);

    /** All that came has passed or can be counted, while the slot moves bytes. */
    void balanced();

    boolean mustStop();
  }

  /**
   * @param bulk where the slot's bytes go
   */
  MeteredEnd(SlotEnd end, Carrier carrier, Direction bulk, Account account) {
    this.end = end;
    this.carrier = carrier;
    this.bulk = bulk;
    this.account = account;
  }

  @Override
  public long due(long nanos, Path path) {
    if (isBalanced()) {
      account.balanced();
    }
    sent = 0;
    received = 0;
    if (account.mustStop()) {
      end.abort();
    }
    return end.due(nanos, counted(path));
  }

  /**
   * Datagrams that came may wait to be read unless some was read just now; what is sent never does.
   * What waits in a stream can be counted, also when nothing of it is read.
   */
  private boolean isBalanced() {
    return switch (bulk) {
      case UP -> sent > 0;
      case DOWN -> carrier == Carrier.STREAM ? hasReceived : received > 0 && received < MANY;
    };
  }

  @Override
  public void received(ByteBuffer datagram, long nanos, Path path) {
    received += datagram.remaining() >= BULK_BYTES ? 1 : 0;
    hasReceived |= received > 0;
    account.passed(Direction.DOWN, carrier.onTheLine(datagram.remaining()));
    end.received(datagram, nanos, counted(path));
  }

  private Path counted(Path path) {
    return datagram -> {
      int bytes = carrier.onTheLine(datagram.remaining());
      boolean isSent = path.send(datagram);
      if (isSent) {
        sent += bytes >= BULK_BYTES ? 1 : 0;
        account.passed(Direction.UP, bytes);
      }
      return isSent;
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
