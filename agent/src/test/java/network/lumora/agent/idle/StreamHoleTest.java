package network.lumora.agent.idle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StreamHoleTest {
  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  private static final int PACKET = 1_514;

  private final StreamHole hole = new StreamHole();

  @Test
  void aStreamThatComesIsWhole() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(hole.isWhole(2L * i * MILLI, 8L * i * PACKET, 8L * i * 1_448)).isTrue();
    }
  }

  @Test
  void whatComesForOthersAtOnceIsNoHole() {
    hole.isWhole(0, 0, 0);

    assertThat(hole.isWhole(2 * MILLI, 10 * PACKET, 0)).isFalse();
    assertThat(hole.isWhole(4 * MILLI, 12 * PACKET, 2 * 1_448)).isTrue();
  }

  @Test
  void afterALossNobodyIsBlamedForAWhile() {
    hole.isWhole(0, 0, 0);
    hole.isWhole(10 * MILLI, 40 * PACKET, 0);

    assertThat(hole.isWhole(20 * MILLI, 50 * PACKET, 20 * 1_448)).isFalse();
    assertThat(hole.isWhole(211 * MILLI, 400 * PACKET, 400 * 1_448)).isTrue();
  }

  @Test
  void anotherTestBeginsWhole() {
    hole.isWhole(0, 0, 0);
    hole.isWhole(10 * MILLI, 40 * PACKET, 0);
    hole.forget();

    assertThat(hole.isWhole(20 * MILLI, 50 * PACKET, 20 * 1_448)).isTrue();
  }
}
