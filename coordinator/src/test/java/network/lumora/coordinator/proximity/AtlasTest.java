package network.lumora.coordinator.proximity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import network.lumora.protocol.identity.PublicKey;
import org.junit.jupiter.api.Test;

class AtlasTest {
  private final Atlas atlas = new Atlas(new Random(7));

  private static PublicKey key(int number) {
    var bytes = new byte[PublicKey.LENGTH_BYTES];
    bytes[31] = (byte) number;
    return PublicKey.of(bytes);
  }

  @Test
  void whatWasNotMeasuredIsNotGuessed() {
    atlas.measured(key(1), "a", 10);

    assertThat(atlas.to("b").millis(key(1))).isEmpty();
    assertThat(atlas.to("a").millis(key(2))).isEmpty();
  }

  @Test
  void whatWasMeasuredCountsAsItIs() {
    atlas.measured(key(1), "a", 10);

    assertThat(atlas.to("a").millis(key(1))).hasValue(10);
  }

  @Test
  void aShorterRoundTripCountsAtOnceAndALongerOneSlowly() {
    atlas.measured(key(1), "a", 100);
    atlas.measured(key(1), "a", 20);
    assertThat(atlas.to("a").millis(key(1))).hasValue(20);

    atlas.measured(key(1), "a", 120);
    assertThat(atlas.to("a").millis(key(1))).hasValue(50);
  }

  /** Sources at 0, 100, … 900 ms of a line, agents between them; each pair once in ten is left. */
  @Test
  void othersAreEstimatedFromCoordinatesOnceTheseFit() {
    var random = new Random(3);
    for (int round = 0; round < 60; round++) {
      for (int agent = 0; agent < 40; agent++) {
        int source = random.nextInt(10);
        if ((agent + source) % 10 != 0) {
          atlas.measured(key(agent), "s" + source, truth(agent, source));
        }
      }
    }
    int close = 0;
    for (int agent = 0; agent < 40; agent++) {
      int left = (10 - agent % 10) % 10;
      double estimate = atlas.to("s" + left).millis(key(agent)).orElse(Double.NaN);
      close += Math.abs(estimate - truth(agent, left)) < 0.35 * truth(agent, left) ? 1 : 0;
    }

    assertThat(close).isGreaterThan(20);
  }

  private static double truth(int agent, int source) {
    return 20 + Math.abs(agent * 22.5 - source * 100.0);
  }

  @Test
  void nonsenseIsPassedOver() {
    atlas.measured(key(1), "a", -1);
    atlas.measured(key(1), "a", Double.NaN);
    atlas.measured(key(1), "a", Double.POSITIVE_INFINITY);

    assertThat(atlas.to("a").millis(key(1))).isEmpty();
  }

  @Test
  void forgetsWhatWasLongestUnused() {
    for (int i = 0; i <= 64; i++) {
      atlas.measured(key(1), "s" + i, 10 + i);
    }
    atlas.measured(key(2), "s1", 5);

    assertThat(atlas.to("s64").millis(key(1))).hasValue(74);
    assertThat(atlas.to("s0").millis(key(1)))
        .satisfiesAnyOf(
            estimate -> assertThat(estimate).isEmpty(),
            estimate -> assertThat(estimate.getAsDouble()).isNotEqualTo(10.0));
  }
}
