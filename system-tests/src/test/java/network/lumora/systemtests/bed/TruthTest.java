package network.lumora.systemtests.bed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import network.lumora.protocol.units.BytesPerSecond;
import org.junit.jupiter.api.Test;

class TruthTest {
  private static final Line LINE = Line.ofMegabits(50, 10);

  @Test
  void twoPercentAndAMillisecondAreWhatMeasuringMayCost() {
    assertThat(truth(6_250_000, 1_250_000, 20_000).differences(LINE)).isEmpty();
    assertThat(truth(6_130_000, 1_270_000, 20_900).differences(LINE)).isEmpty();
  }

  @Test
  void aLineThatIsSlowerFasterOrLaterIsNamed() {
    assertThat(truth(6_000_000, 1_250_000, 20_000).differences(LINE))
        .containsExactly("down -4.0 %");
    assertThat(truth(6_250_000, 1_300_000, 20_000).differences(LINE)).containsExactly("up +4.0 %");
    assertThat(truth(6_250_000, 1_250_000, 22_500).differences(LINE))
        .containsExactly("round trip 2500 us too long");
  }

  private static Truth truth(long down, long up, long micros) {
    return new Truth(
        new BytesPerSecond(down), new BytesPerSecond(up), Duration.ofNanos(micros * 1_000));
  }
}
