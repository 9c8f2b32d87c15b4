package network.lumora.systemtests.bench.bandwidth.background;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimelineTest {
  private static final long MILLI = 1_000_000;
  private static final long START = 7_000_000_000L;
  private final Timeline timeline = new Timeline(START);

  @Test
  void sumsTheBytesOfATime() {
    fill(0, 100, 10);

    assertThat(timeline.between(at(10), at(20))).isEqualTo(100);
    assertThat(timeline.between(at(-50), at(5))).isEqualTo(50);
    assertThat(timeline.between(at(95), at(500))).isEqualTo(50);
  }

  @Test
  void ignoresWhatIsOutsideItsTenMinutes() {
    timeline.add(START - 1, 5);
    timeline.add(START + 600_000 * MILLI, 5);

    assertThat(timeline.between(START - MILLI, START + 700_000 * MILLI)).isZero();
  }

  @Test
  void tellsWhenTrafficStoppedAndWhenItWasBack() {
    fill(0, 100, 10);
    fill(300, 400, 10);

    assertThat(timeline.firstBelow(10, 20 * MILLI, at(50), at(400))).hasValue(at(100));
    assertThat(timeline.firstAbove(170, 20 * MILLI, at(200), at(400))).hasValue(at(298));
  }

  @Test
  void trafficThatNeverStopsHasNoTimeOfStopping() {
    fill(0, 400, 10);

    assertThat(timeline.firstBelow(10, 20 * MILLI, at(0), at(400))).isEmpty();
  }

  @Test
  void aLongDipCountsOnce() {
    fill(0, 100, 10);
    fill(200, 300, 10);
    fill(350, 400, 10);

    assertThat(timeline.dips(250, 50 * MILLI, at(0), at(400))).isEqualTo(2);
  }

  private void fill(int fromMillis, int toMillis, long bytes) {
    for (int i = fromMillis; i < toMillis; i++) {
      timeline.add(at(i), bytes);
    }
  }

  private static long at(int millis) {
    return START + millis * MILLI;
  }
}
