package network.lumora.agent.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import network.lumora.agent.allowance.Direction;
import network.lumora.agent.challenge.Path;
import network.lumora.agent.challenge.SlotEnd;
import network.lumora.proof.challenge.Carrier;
import org.junit.jupiter.api.Test;

class MeteredEndTest {
  private static final int BULK = 1_400;

  private final Counts counts = new Counts();
  private final Sending sending = new Sending();

  private static final class Counts implements MeteredEnd.Account {
    private int balances;
    private long up;
    private long down;
    private boolean mustStop;

    @Override
    public void passed(Direction direction, int bytes) {
      switch (direction) {
        case UP -> up += bytes;
        case DOWN -> down += bytes;
      }
    }

    @Override
    public void balanced() {
      balances++;
    }

    @Override
    public boolean mustStop() {
      return mustStop;
    }
  }

  /** Sends one datagram whenever something is due. */
  private static final class Sending implements SlotEnd {
    private int bytes = 40;
    private boolean isAborted;

    @Override
    public long due(long nanos, Path path) {
      path.send(ByteBuffer.allocate(bytes));
      return NEVER;
    }

    @Override
    public void received(ByteBuffer datagram, long nanos, Path path) {}

    @Override
    public boolean isOver() {
      return isAborted;
    }

    @Override
    public void abort() {
      isAborted = true;
    }
  }

  private MeteredEnd end(Direction bulk) {
    return end(Carrier.UDP_IPV4, bulk);
  }

  private MeteredEnd end(Carrier carrier, Direction bulk) {
    return new MeteredEnd(sending, carrier, bulk, counts);
  }

  private static void receive(MeteredEnd end, int count, int bytes) {
    for (int i = 0; i < count; i++) {
      end.received(ByteBuffer.allocate(bytes), 0, _ -> true);
    }
  }

  @Test
  void aDownloadIsBalancedOnceAllThatWaitedWasRead() {
    var end = end(Direction.DOWN);

    end.due(0, _ -> true);
    assertThat(counts.balances).isZero();
    receive(end, 3, BULK);
    end.due(0, _ -> true);

    assertThat(counts.balances).isEqualTo(1);
    assertThat(counts.down).isEqualTo(3 * (BULK + 28));
    assertThat(counts.up).isEqualTo(2 * (40 + 28));
  }

  @Test
  void aDownloadIsNotBalancedWhileMoreMayWait() {
    var end = end(Direction.DOWN);

    receive(end, 64, BULK);
    end.due(0, _ -> true);

    assertThat(counts.balances).isZero();
  }

  @Test
  void aStreamIsBalancedWhateverWaitsInIt() {
    var end = end(Carrier.STREAM, Direction.DOWN);

    end.due(0, _ -> true);
    assertThat(counts.balances).isZero();
    receive(end, 64, BULK);
    end.due(0, _ -> true);
    end.due(0, _ -> true);

    assertThat(counts.balances).isEqualTo(2);
  }

  @Test
  void whatOpensThePathIsNoReasonToLook() {
    var end = end(Direction.DOWN);

    receive(end, 1, 40);
    end.due(0, _ -> true);

    assertThat(counts.balances).isZero();
  }

  @Test
  void anUploadIsBalancedWhenItHasSent() {
    var end = end(Direction.UP);
    sending.bytes = BULK;

    end.due(0, _ -> true);
    end.due(0, _ -> true);

    assertThat(counts.balances).isEqualTo(1);
  }

  @Test
  void whatTheSystemDoesNotTakeIsNotCounted() {
    var end = end(Direction.UP);
    sending.bytes = BULK;

    end.due(0, _ -> false);
    end.due(0, _ -> false);

    assertThat(counts.up).isZero();
    assertThat(counts.balances).isZero();
  }

  @Test
  void isGivenUpWhenItMustNotGoOn() {
    counts.mustStop = true;

    end(Direction.DOWN).due(0, _ -> true);

    assertThat(sending.isAborted).isTrue();
  }
}
