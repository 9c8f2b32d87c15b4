package network.lumora.agent.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BucketsTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 60, 3_600})
  void sumsAddUpToWhatMoved(int length) {
    var stretches = StretchCodecTest.random(new Random(length), 40);
    var buckets = Buckets.ofSeconds(length);
    stretches.forEach(buckets::add);

    var all = buckets.sums().values().stream().reduce(Sum.NOTHING, Sum::plus);

    assertThat(all.own())
        .isEqualTo(stretches.stream().map(Stretch::own).reduce(Flow.NOTHING, Flow::plus));
    assertThat(all.seconds()).isEqualTo(stretches.stream().mapToInt(Stretch::seconds).sum());
    assertThat(all.exactSeconds())
        .isEqualTo((int) stretches.stream().filter(Stretch::isExact).count());
    assertThat(buckets.sums().values())
        .allSatisfy(sum -> assertThat(sum.seconds()).isBetween(1, length));
  }

  @Test
  void aLongTimeIsSpreadEvenlyAndSaysSo() {
    var buckets = Buckets.ofSeconds(60);

    buckets.add(new Stretch(90, 60, new Flow(0, 601), new Flow(120, 0)));

    assertThat(buckets.sums())
        .containsExactly(
            java.util.Map.entry(60L, new Sum(30, 0, new Flow(0, 300), 30, new Flow(60, 0))),
            java.util.Map.entry(120L, new Sum(30, 0, new Flow(0, 301), 30, new Flow(60, 0))));
  }

  @Test
  void onlyWhatLiesInTheTimeAskedForCounts() {
    var buckets = Buckets.ofSeconds(1);

    buckets.add(new Stretch(100, 10, new Flow(10, 0), null), 103, 105);

    assertThat(buckets.sums().keySet()).containsExactly(103L, 104L);
    assertThat(buckets.sums().get(103L)).isEqualTo(new Sum(1, 0, new Flow(1, 0), 0, Flow.NOTHING));
  }

  @Test
  void largeNumbersDoNotOverflow() {
    long exabyte = 1_000_000_000_000_000_000L;
    var stretch = new Stretch(0, 86_400, new Flow(exabyte, 0), null);

    assertThat(stretch.part(0, 43_200).own().up()).isEqualTo(exabyte / 2);
    assertThat(stretch.part(43_200, 86_400).own().up()).isEqualTo(exabyte / 2);
  }
}
