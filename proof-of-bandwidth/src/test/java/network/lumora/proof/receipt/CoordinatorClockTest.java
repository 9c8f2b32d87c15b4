package network.lumora.proof.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CoordinatorClockTest {
  private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");

  @Test
  void knowsNothingBeforeTheFirstAnswer() {
    assertThat(new CoordinatorClock().at(NOW)).isEmpty();
  }

  @Test
  void isWrongByAtMostHalfTheQuickestRoundTrip() {
    var random = new Random(9);
    for (int run = 0; run < 1_000; run++) {
      var clock = new CoordinatorClock();
      var truth = Duration.ofMillis(random.nextInt(20_000) - 10_000L);
      for (int i = 0; i < 20; i++) {
        var there = Duration.ofMillis(random.nextInt(300));
        var back = Duration.ofMillis(random.nextInt(300));
        var asked = NOW.plusSeconds(i * 60L);
        clock.answered(asked, asked.plus(there).plus(truth), there.plus(back));
      }
      var error = Duration.between(NOW.plus(truth), clock.at(NOW).orElseThrow()).abs();
      assertThat(error).isLessThanOrEqualTo(clock.error().orElseThrow());
    }
  }
}
