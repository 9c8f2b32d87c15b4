package network.lumora.systemtests.receipts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of the fraud scorecard; {@code scripts/bench bandwidth T10 T11} runs the long. */
class ScorecardTest {
  @TempDir Path folder;

  @Test
  void findsWhatIsInjectedAndAccusesNobodyElse() throws IOException {
    var scorecard = Scorecard.of(folder, 1_000, 5, 20261122);

    assertThat(scorecard.found(false)).as(scorecard.text()).allMatch(percent -> percent == 100);
    assertThat(scorecard.found(true)).as(scorecard.text()).allMatch(percent -> percent >= 80);
    assertThat(scorecard.accused()).as(scorecard.text()).isEmpty();
    assertThat(scorecard.falsePartiesPercent()).isLessThanOrEqualTo(2.0);
  }
}
