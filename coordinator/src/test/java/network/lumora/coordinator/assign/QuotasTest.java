package network.lumora.coordinator.assign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuotasTest {
  private final Quotas quotas = new Quotas(100);

  private static Quotas.Demand wants(long waiting) {
    return new Quotas.Demand(waiting, 0);
  }

  @Test
  void aLargeOrderLeavesOthersTheirShare() {
    assertThat(quotas.split(30, Map.of("large", wants(90_000), "a", wants(20), "b", wants(3))))
        .containsExactly(entry("a", 14L), entry("b", 3L), entry("large", 13L));
  }

  @Test
  void nobodyGoesBeyondItsQuotaEvenAlone() {
    assertThat(quotas.split(500, Map.of("a", new Quotas.Demand(1_000, 40))))
        .containsExactly(entry("a", 60L));
    assertThat(quotas.split(500, Map.of("a", new Quotas.Demand(1_000, 140))))
        .containsExactly(entry("a", 0L));
  }

  @Test
  void noSlotIsIdleWhileSomebodyMayHaveIt() {
    var random = new Random(23);
    for (int round = 0; round < 500; round++) {
      var demands = new HashMap<Integer, Quotas.Demand>();
      for (int i = random.nextInt(8); i > 0; i--) {
        demands.put(i, new Quotas.Demand(random.nextLong(200), random.nextLong(150)));
      }
      long slots = random.nextLong(400);

      var shares = quotas.split(slots, demands);

      long wanted =
          demands.values().stream()
              .mapToLong(one -> Math.max(0, Math.min(one.waiting(), 100 - one.working())))
              .sum();
      assertThat(shares.values().stream().mapToLong(Long::longValue).sum())
          .isEqualTo(Math.min(slots, wanted));
    }
  }
}
