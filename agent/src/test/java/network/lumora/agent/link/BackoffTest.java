package network.lumora.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
  @Test
  void waitsAreSpreadBelowADoublingCeiling() {
    for (int seed = 0; seed < 100; seed++) {
      var backoff = new Backoff(new Random(seed));
      for (int failure = 0; failure < 12; failure++) {
        long ceiling = Math.min(60_000, 1_000L << failure);
        assertThat(backoff.next()).isBetween(Duration.ZERO, Duration.ofMillis(ceiling));
      }
      backoff.succeeded();
      assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofSeconds(1));
      assertThat(backoff.afterRefusal()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(60));
    }
  }

  @Test
  void theWholeRangeIsUsed() {
    var backoff = new Backoff(new Random(1));
    for (int failure = 0; failure < 6; failure++) {
      backoff.next();
    }

    long least = Long.MAX_VALUE;
    long most = 0;
    for (int i = 0; i < 500; i++) {
      long wait = backoff.next().toMillis();
      least = Math.min(least, wait);
      most = Math.max(most, wait);
    }

    assertThat(least).isLessThan(2_000);
    assertThat(most).isGreaterThan(58_000);
  }
}
