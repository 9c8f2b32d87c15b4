package network.lumora.ledger.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class LargestRemainderTest {
  private final RandomGenerator random = RandomGeneratorFactory.getDefault().create(1842);

  @Test
  void splitsThePublishedExample() {
    assertThat(LargestRemainder.split(1000, Map.of("a", 80L, "b", 100L, "c", 50L)))
        .isEqualTo(Map.of("a", 348L, "b", 435L, "c", 217L));
  }

  @Test
  void equalRemaindersAreServedInOrder() {
    var equal = Map.of("c", 1L, "a", 1L, "b", 1L);

    assertThat(LargestRemainder.split(5, equal)).isEqualTo(Map.of("a", 2L, "b", 2L, "c", 1L));
    assertThat(LargestRemainder.split(5, equal, Comparator.reverseOrder()))
        .isEqualTo(Map.of("a", 1L, "b", 2L, "c", 2L));
  }

  @Test
  void paysNobodyWithoutWeight() {
    assertThat(LargestRemainder.split(1000, Map.<String, Long>of())).isEmpty();
    assertThat(LargestRemainder.split(1000, Map.of("a", 0L))).isEmpty();
    assertThat(LargestRemainder.split(7, Map.of("a", 0L, "b", 3L)))
        .isEqualTo(Map.of("a", 0L, "b", 7L));
  }

  @Test
  void refusesNegativeNumbers() {
    assertThatThrownBy(() -> LargestRemainder.split(-1, Map.of("a", 1L)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> LargestRemainder.split(1, Map.of("a", -1L)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void holdsAtTheExtremes() {
    long max = Long.MAX_VALUE;

    assertThat(LargestRemainder.split(max, Map.of("a", max, "b", max)))
        .isEqualTo(Map.of("a", max / 2 + 1, "b", max / 2));
    assertThat(
            LargestRemainder.split(max, Map.of("a", max, "b", 1L)).values().stream()
                .reduce(0L, Long::sum))
        .isEqualTo(max);
  }

  @Test
  void sharesAddUpAndStayWithinOneOfTheExactShare() {
    for (int round = 0; round < 5_000; round++) {
      long total = magnitude();
      var weights = weights();
      var sum =
          weights.values().stream()
              .map(BigInteger::valueOf)
              .reduce(BigInteger.ZERO, BigInteger::add);

      var shares = LargestRemainder.split(total, weights);

      if (sum.signum() > 0) {
        assertThat(shares.values().stream().reduce(0L, Math::addExact)).isEqualTo(total);
        shares.forEach(
            (key, share) -> assertIsRounded(share, total, weights.getOrDefault(key, -1L), sum));
      }
    }
  }

  private static void assertIsRounded(long share, long total, long weight, BigInteger sum) {
    var product = BigInteger.valueOf(total).multiply(BigInteger.valueOf(weight));
    long floor = product.divide(sum).longValueExact();
    assertThat(share - floor).isBetween(0L, product.mod(sum).signum() == 0 ? 0L : 1L);
  }

  @Test
  void theOrderInWhichWeightsCameDoesNotMatter() {
    for (int round = 0; round < 500; round++) {
      var weights = weights();
      var reversed = new LinkedHashMap<Integer, Long>();
      weights.keySet().stream()
          .sorted(Comparator.reverseOrder())
          .forEach(key -> reversed.put(key, weights.get(key)));

      assertThat(LargestRemainder.split(997, reversed))
          .isEqualTo(LargestRemainder.split(997, weights));
    }
  }

  private Map<Integer, Long> weights() {
    var weights = new HashMap<Integer, Long>();
    for (int i = random.nextInt(20); i > 0; i--) {
      weights.put(i, magnitude());
    }
    return weights;
  }

  private long magnitude() {
    return random.nextLong() >>> random.nextInt(1, 64);
  }
}
