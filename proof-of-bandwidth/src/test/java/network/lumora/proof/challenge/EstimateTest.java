package network.lumora.proof.challenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class EstimateTest {
  private static final int DATAGRAM = 1_428;

  private static Progress steady(
      double bytesPerSecond, int datagrams, double jitterNanos, long seed) {
    var random = new Random(seed);
    var progress = new Progress(datagrams);
    long last = 0;
    for (int i = 1; i <= datagrams; i++) {
      long at = Math.round(i * DATAGRAM / bytesPerSecond * 1e9 + random.nextDouble() * jitterNanos);
      last = Math.max(last, at);
      progress.add(last, (long) i * DATAGRAM);
    }
    return progress;
  }

  @Test
  void findsTheRateOfASteadyLine() {
    assertThat(Estimate.of(steady(12_500_000, 700, 0, 1)).count())
        .isCloseTo(12_500_000, within(2L));
  }

  @Test
  void jitterOfHalfAMillisecondIsWithinOnePerCent() {
    for (int seed = 0; seed < 200; seed++) {
      assertThat(Estimate.of(steady(6_250_000, 400, 500_000, seed)).count())
          .isCloseTo(6_250_000, within(62_500L));
    }
  }

  @Test
  void whatComesAtOnceInTheFirstQuarterDoesNotCount() {
    var progress = new Progress(101);
    progress.add(0, 100_000);
    for (int i = 1; i <= 100; i++) {
      progress.add(i * 1_000_000L, 100_000 + i * 1_250L);
    }

    assertThat(Estimate.of(progress).count()).isCloseTo(1_250_000, within(2L));
  }

  @Test
  void twoStepsAreNoMeasurement() {
    var progress = new Progress(2);
    progress.add(0, 1_000);
    progress.add(1_000_000, 2_000);

    assertThat(Estimate.of(progress).count()).isZero();
    assertThat(Estimate.of(new Progress(1)).count()).isZero();
  }

  @Test
  void allAtOneTimeIsNoMeasurement() {
    var progress = new Progress(9);
    for (int i = 1; i <= 9; i++) {
      progress.add(5, i);
    }

    assertThat(Estimate.of(progress).count()).isZero();
  }
}
