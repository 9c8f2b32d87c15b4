package network.lumora.systemtests.bed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
  @Test
  void holdsWhatTheBufferHoldsAtFullRate() {
    var bucket = TokenBucket.of(Line.megabits(50), Duration.ofMillis(200));

    assertThat(bucket.limitBytes()).isEqualTo(1_250_000);
    assertThat(bucket.rateBytesPerSecond()).isEqualTo(6_250_000);
  }

  @Test
  void passesAtOnceWhatASlowLineNeedsAndNoMoreThanTwoMillisecondsOfAFastOne() {
    assertThat(TokenBucket.of(Line.megabits(5), Duration.ofMillis(20)).burstBytes())
        .isEqualTo(20_000);
    assertThat(TokenBucket.of(Line.megabits(500), Duration.ofMillis(20)).burstBytes())
        .isEqualTo(125_000);
  }

  @Test
  void keepsAQueueOfTenPacketsWhereTheBufferWouldBeShorter() {
    assertThat(TokenBucket.of(Line.megabits(5), Duration.ZERO).limitBytes()).isEqualTo(15_000);
  }

  @Test
  void speaksAsTcReadsIt() {
    assertThat(TokenBucket.of(Line.megabits(10), Duration.ofMillis(100)).words())
        .containsExactly("tbf", "rate", "1250000bps", "burst", "20000", "limit", "125000");
  }
}
