package network.lumora.agent.idle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Looks each 10 ms; others may move 175 kB/s, which is 3 % of 47 Mbit/s. */
class ExcessTest {
  private static final double FREE = 175_000;

  private final Excess excess = Excess.ofLate();
  private long now;

  private boolean look(double others) {
    now += TimeUnit.MILLISECONDS.toNanos(10);
    return excess.grows(now, others, others, FREE);
  }

  private void rest(int looks) {
    for (int i = 0; i < looks; i++) {
      assertThat(look(0)).isFalse();
    }
  }

  @Test
  void whoFetchesSomethingIsSeenAtOnce() {
    rest(20);
    assertThat(look(15_000)).isTrue();
  }

  @Test
  void aSingleWrongLookHidesNobody() {
    rest(20);
    var _ = look(12_000);
    rest(4);
    assertThat(look(15_000)).isTrue();
  }

  @Test
  void whatComesBackAfterItWasGoneForAWhileIsNobody() {
    rest(10);
    for (int i = 0; i < 6; i++) {
      assertThat(look(-60_000)).isFalse();
    }
    rest(10);
  }

  @Test
  void smallTalkIsFree() {
    double others = 0;
    for (int i = 0; i < 200; i++) {
      others += 0.9 * FREE / 100;
      assertThat(look(others)).isFalse();
    }
  }
}
