package network.lumora.coordinator.assign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HedgeTest {
  private static final HedgeTerms TERMS =
      new HedgeTerms(0.95, 2, Duration.ofSeconds(1), Duration.ofSeconds(10), 0.1);

  private final Hedge hedge = new Hedge(TERMS);

  private void took(int times, long millis) {
    for (int i = 0; i < times; i++) {
      hedge.took("site", Duration.ofMillis(millis));
    }
  }

  @Test
  void isPatientWhileLittleIsKnown() {
    took(5, 100);

    assertThat(hedge.lateAfter()).isEqualTo(TERMS.unknown());
  }

  @Test
  void isLateAfterTwiceWhatNearlyAllTook() {
    took(480, 300);
    took(32, 4_000);

    assertThat(hedge.lateAfter()).isEqualTo(Duration.ofSeconds(8));
  }

  @Test
  void nothingIsLateBeforeTheLeast() {
    took(512, 3);

    assertThat(hedge.lateAfter()).isEqualTo(TERMS.least());
  }

  @Test
  void followsWhatTasksTakeNow() {
    took(512, 4_000);
    took(512, 700);

    assertThat(hedge.lateAfter()).isEqualTo(Duration.ofMillis(1_400));
  }

  @Test
  void secondTriesAreATenthOfAllAtMost() {
    int hedged = 0;
    for (int i = 0; i < 1_000; i++) {
      hedge.gave();
      hedged += hedge.mayHedge() ? 1 : 0;
    }

    assertThat(hedged).isEqualTo(100);
  }

  @Test
  void aSlowSiteMakesNobodyLate() {
    var hedge = new Hedge(HedgeTerms.DEFAULT);
    for (int i = 0; i < 1_000; i++) {
      hedge.took("quick.example", Duration.ofMillis(400));
      if (i % 50 == 0) {
        hedge.took("slow.example", Duration.ofSeconds(30));
      }
    }

    assertThat(hedge.lateAfter()).isEqualTo(Duration.ofSeconds(1));
    assertThat(hedge.lateAfter("quick.example")).isEqualTo(Duration.ofSeconds(1));
    assertThat(hedge.lateAfter("unknown.example")).isEqualTo(Duration.ofSeconds(1));
    assertThat(hedge.lateAfter("slow.example")).isGreaterThan(Duration.ofSeconds(44));
  }
}
