package network.lumora.scraper.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import network.lumora.scraper.ManualTicker;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private final ManualTicker ticker = new ManualTicker();
  private final Pace pace = new Pace(ticker, ticker);

  @Test
  void givesASiteToOneAtATime() throws InterruptedException {
    try (var turn = pace.enter("a.org", 0).orElseThrow();
        var other = pace.enter("b.org", 0).orElseThrow()) {
      assertThat(pace.enter("a.org", 0)).isEmpty();
      assertThat(turn.quiet()).isEmpty();
      assertThat(other.quiet()).isEmpty();
    }
    try (var again = pace.enter("a.org", 0).orElseThrow()) {
      assertThat(again.quiet()).isEmpty();
    }
  }

  @Test
  void waitsForWhatIsLeftOfTheDelay() throws InterruptedException {
    try (var turn = pace.enter("a.org", 0).orElseThrow()) {
      turn.awaitDelay(1_000);
      turn.asked();
    }
    ticker.advanceMillis(300);
    try (var turn = pace.enter("a.org", 0).orElseThrow()) {
      turn.awaitDelay(1_000);
      turn.awaitDelay(1_000);
    }

    assertThat(ticker.waitedMillis()).containsExactly(700L);
  }

  @Test
  void capsTheQuietOfASiteAtADay() throws InterruptedException {
    try (var turn = pace.enter("a.org", 0).orElseThrow()) {
      turn.quietFor(Duration.ofDays(900));
      assertThat(turn.quiet()).contains(Duration.ofHours(24));
    }
  }

  @Test
  void remembersABoundedNumberOfSitesAndForgetsTheRestedFirst() throws InterruptedException {
    for (var i = 0; i < Pace.MOST_SITES; i++) {
      try (var turn = pace.enter("site" + i, 0).orElseThrow()) {
        turn.asked();
      }
    }
    assertThat(pace.enter("one-more", 0)).isEmpty();
    ticker.advanceMillis(200_000);

    try (var turn = pace.enter("one-more", 0).orElseThrow()) {
      assertThat(turn.quiet()).isEmpty();
    }
  }

  @Test
  void readsRetryAfterAsSecondsOrDate() {
    assertThat(RetryAfter.read("120", NOW)).contains(Duration.ofMinutes(2));
    assertThat(RetryAfter.read("Sun, 22 Nov 2026 12:00:30 GMT", NOW))
        .contains(Duration.ofSeconds(30));
    assertThat(RetryAfter.read("Sun, 22 Nov 2020 12:00:30 GMT", NOW)).contains(Duration.ZERO);
    assertThat(RetryAfter.read("soon", NOW)).isEmpty();
    assertThat(RetryAfter.read("-1", NOW)).isEmpty();
    assertThat(RetryAfter.read(null, NOW)).isEmpty();
  }
}
