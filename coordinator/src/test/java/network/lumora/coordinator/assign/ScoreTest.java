package network.lumora.coordinator.assign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.units.BytesPerSecond;
import org.junit.jupiter.api.Test;

class ScoreTest {
  private final Score score = new Score(Weights.DEFAULT);

  private static PublicKey key(int number) {
    var bytes = new byte[PublicKey.LENGTH_BYTES];
    bytes[31] = (byte) number;
    return PublicKey.of(bytes);
  }

  private static Candidate candidate(int number, long free, double latency, int freeSlots) {
    return new Candidate(
        key(number),
        new BytesPerSecond(free),
        OptionalDouble.empty(),
        OptionalDouble.of(latency),
        freeSlots,
        4,
        0);
  }

  @Test
  void theWorkedExampleHolds() {
    assertThat(score.of(candidate(1, 100, 50, 2), 100)).isCloseTo(0.7, within(1e-12));
  }

  /** The mission's proximity example: 0.4/P + 0.4/L + 0.2·C/Cmax ranks node 2, 1, 3. */
  @Test
  void ranksThePublishedExampleAsPublished() {
    var nodes = List.of(node(1, 10, 15, 100), node(2, 20, 10, 150), node(3, 15, 20, 80));
    var published = new Score(new Weights(0.2, 0.4, 0.4, 0, 50, 50));

    var ranked =
        nodes.stream()
            .sorted((a, b) -> Double.compare(published.of(b, 150), published.of(a, 150)))
            .map(Candidate::agent)
            .toList();

    assertThat(ranked).containsExactly(key(2), key(1), key(3));
  }

  private static Candidate node(int number, double proximity, double latency, long capacity) {
    return new Candidate(
        key(number),
        new BytesPerSecond(capacity),
        OptionalDouble.of(proximity),
        OptionalDouble.of(latency),
        1,
        1,
        0);
  }

  @Test
  void nobodyIsBestWhereNobodyHasAFreeSlot() {
    assertThat(score.best(List.of())).isEmpty();
    assertThat(score.best(List.of(candidate(1, 100, 1, 0)))).isEmpty();
  }

  @Test
  void amongEqualsWhoHasWaitedLongestIsFirst() {
    var first = candidate(1, 100, 10, 4);
    var second = candidate(2, 100, 10, 4);

    assertThat(score.best(List.of(first.given(5), second.given(4))).orElseThrow().agent())
        .isEqualTo(second.agent());
  }

  @Test
  void everyTermIsWithinZeroAndOne() {
    var random = new Random(3);
    for (int i = 0; i < 10_000; i++) {
      var any =
          candidate(
              1, random.nextLong(Long.MAX_VALUE), random.nextDouble(1e9), 1 + random.nextInt(4));
      assertThat(score.of(any, Long.MAX_VALUE)).isBetween(0.0, 1.0);
      assertThat(score.of(any, 0)).isBetween(0.0, 1.0);
    }
  }

  @Test
  void theWorstAgentGetsWorkToo() {
    var agents = new HashMap<PublicKey, Candidate>();
    for (int i = 1; i <= 4; i++) {
      var agent = candidate(i, i == 4 ? 0 : 1_000_000, i == 4 ? 5_000 : 1, 4);
      agents.put(agent.agent(), agent);
    }
    var given = new ArrayList<PublicKey>();
    for (int turn = 1; turn <= 16; turn++) {
      var best = score.best(agents.values()).orElseThrow();
      given.add(best.agent());
      agents.put(best.agent(), best.given(turn));
    }

    assertThat(given).contains(key(4));
  }

  @Test
  void weightsAddUpToOne() {
    assertThatThrownBy(() -> new Weights(0.5, 0.5, 0.5, 0, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Weights(1.5, -0.5, 0, 0, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
