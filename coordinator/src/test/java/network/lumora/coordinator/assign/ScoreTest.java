package network.lumora.coordinator.assign;

import static network.lumora.coordinator.assign.Crowd.agent;
import static network.lumora.coordinator.assign.Crowd.key;
import static network.lumora.coordinator.assign.Crowd.known;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import network.lumora.protocol.units.BytesPerSecond;
import org.junit.jupiter.api.Test;

class ScoreTest {
  private static final Curves BOUNDED = new Curves(Nearness.BOUNDED, 50, 50, Curves.NEVER_ENOUGH);
  private final Score score = new Score(new Weights(0.4, 0.2, 0.2, 0.2), BOUNDED);

  @Test
  void theWorkedExampleHolds() {
    assertThat(score.of(agent(1, 100, 50, 2, 4), 100, Proximity.UNKNOWN).total())
        .isCloseTo(0.7, within(1e-12));
  }

  /** The mission's proximity example: 0.4/P + 0.4/L + 0.2·C/Cmax is 0.2, 0.26 and 0.1534. */
  @Test
  void thePublishedExampleComesOutAsPublished() {
    var published =
        new Score(
            new Weights(0.2, 0.4, 0.4, 0),
            new Curves(Nearness.RECIPROCAL, 50, 50, Curves.NEVER_ENOUGH));
    var millis = Map.of(key(1), 10.0, key(2), 20.0, key(3), 15.0);
    Proximity proximity = one -> OptionalDouble.of(millis.getOrDefault(one, 1.0));

    assertThat(published.of(agent(1, 100, 15, 1, 1), 150, proximity).total())
        .isCloseTo(0.2, within(1e-9));
    assertThat(published.of(agent(2, 150, 10, 1, 1), 150, proximity).total())
        .isCloseTo(0.26, within(1e-9));
    assertThat(published.of(agent(3, 80, 20, 1, 1), 150, proximity).total())
        .isCloseTo(0.1533, within(1e-4));
  }

  @Test
  void reputationIsAFactor() {
    var good = agent(1, 100, 50, 2, 4);

    assertThat(score.of(known(good, 0, 0.5), 100, Proximity.UNKNOWN).total())
        .isCloseTo(0.35, within(1e-12));
  }

  @Test
  void bandwidthBeyondWhatIsEnoughCountsNothing() {
    var capped =
        new Score(
            new Weights(1, 0, 0, 0),
            new Curves(Nearness.BOUNDED, 50, 50, new BytesPerSecond(1_000)));

    assertThat(capped.of(agent(1, 1_000, 1, 1, 1), 50_000, Proximity.UNKNOWN).total()).isEqualTo(1);
    assertThat(capped.of(agent(1, 500, 1, 1, 1), 50_000, Proximity.UNKNOWN).total()).isEqualTo(0.5);
  }

  @Test
  void everyTotalIsWithinZeroAndOne() {
    var random = new Random(3);
    for (int i = 0; i < 10_000; i++) {
      var any =
          agent(
              1, random.nextLong(Long.MAX_VALUE), random.nextDouble(1e9), 1 + random.nextInt(4), 4);
      Proximity far = one -> OptionalDouble.of(random.nextDouble(1e9));

      assertThat(score.of(any, Long.MAX_VALUE, far).total()).isBetween(0.0, 1.0);
      assertThat(score.of(any, 0, far).total()).isBetween(0.0, 1.0);
    }
  }

  @Test
  void weightsAddUpToOne() {
    assertThatThrownBy(() -> new Weights(0.5, 0.5, 0.5, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Weights(1.5, -0.5, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Weights(Double.NaN, 0, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
