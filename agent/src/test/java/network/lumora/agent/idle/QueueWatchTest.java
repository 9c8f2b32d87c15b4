package network.lumora.agent.idle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import network.lumora.agent.idle.QueueWatch.Verdict;
import org.junit.jupiter.api.Test;

/** A line of 1 MB/s, looked at every 10 ms. */
class QueueWatchTest {
  private static final double RATE = 1_000_000;
  private static final long TICK = TimeUnit.MILLISECONDS.toNanos(10);

  /** Of ours in a tick when nobody else is there. */
  private static final long ALL = Math.round(RATE / 100 / QueueWatch.HEADERS);

  private final QueueWatch watch = new QueueWatch();
  private long now;
  private long own;

  private Verdict look(boolean isQueue, double share) {
    now += TICK;
    own += Math.round(share * ALL);
    return watch.look(isQueue, now, own, RATE);
  }

  @Test
  void aSingleWaitSaysNothing() {
    assertThat(look(false, 0)).isEqualTo(Verdict.NO_QUEUE);
    assertThat(look(true, 0)).isEqualTo(Verdict.NOT_KNOWN);
    assertThat(look(false, 0)).isEqualTo(Verdict.NO_QUEUE);
  }

  @Test
  void aQueueOutOfWhichOnlyOursComesIsOurs() {
    var _ = look(true, 0.2);
    for (int tick = 0; tick < 20; tick++) {
      assertThat(look(true, 1)).isEqualTo(Verdict.OURS);
    }
  }

  @Test
  void aQueueOutOfWhichLessComesIsOthers() {
    var _ = look(true, 1);
    assertThat(look(true, 0.7)).isEqualTo(Verdict.NOT_KNOWN);
    assertThat(look(true, 0.7)).isEqualTo(Verdict.OTHERS);
  }

  @Test
  void whoComesIntoAQueueOfOursIsSeenWithinFiftyMilliseconds() {
    for (int tick = 0; tick < 20; tick++) {
      var _ = look(true, 1);
    }
    var verdict = Verdict.OURS;
    for (int tick = 0; tick < 5; tick++) {
      verdict = look(true, 0.85);
    }
    assertThat(verdict).isEqualTo(Verdict.OTHERS);
  }

  @Test
  void theNextQueueIsLookedAtAnew() {
    var _ = look(true, 1);
    var _ = look(true, 0);
    var _ = look(false, 0);
    assertThat(look(true, 0)).isEqualTo(Verdict.NOT_KNOWN);
    assertThat(look(true, 1)).isEqualTo(Verdict.OURS);
  }
}
