package network.lumora.systemtests.bench.bandwidth.ledbat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OutstandingTest {
  private final Outstanding outstanding = new Outstanding();

  @Test
  void aPacketIsLostWhenOneThreeLaterHasArrived() {
    LongStream.range(0, 10).forEach(outstanding::sent);
    assertThat(outstanding.acked(0)).isTrue();

    assertThat(outstanding.acked(3)).isTrue();
    assertThat(outstanding.lostBefore(3)).isZero();
    assertThat(outstanding.acked(4)).isTrue();
    assertThat(outstanding.lostBefore(4)).isEqualTo(1);
    assertThat(outstanding.acked(5)).isTrue();
    assertThat(outstanding.lostBefore(5)).isEqualTo(1);
  }

  @Test
  void packetsThatSwapPlacesAreNotLost() {
    LongStream.range(0, 4).forEach(outstanding::sent);
    for (long number : new long[] {1, 0, 3, 2}) {
      assertThat(outstanding.acked(number)).isTrue();
      assertThat(outstanding.lostBefore(number)).isZero();
    }
  }

  @Test
  void anAcknowledgementCountsOnce() {
    outstanding.sent(1);

    assertThat(outstanding.acked(1)).isTrue();
    assertThat(outstanding.acked(1)).isFalse();
    assertThat(outstanding.acked(99)).isFalse();
  }

  @Test
  void whatIsGivenUpIsNoLongerOutstanding() {
    outstanding.sent(1);
    outstanding.giveUp();

    assertThat(outstanding.acked(1)).isFalse();
    assertThat(outstanding.lostBefore(100)).isZero();
  }
}
