package network.lumora.coordinator.assign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import network.lumora.protocol.units.BytesPerSecond;
import org.junit.jupiter.api.Test;

class BulkTest {
  /** The mission's bandwidth example: the smaller of 100/80, 120/100 and 50/50. */
  private static final Map<String, BytesPerSecond> PUBLISHED =
      Map.of(
          "a", new BytesPerSecond(80), "b", new BytesPerSecond(100), "c", new BytesPerSecond(50));

  private static Planning planning(double share, long perTask) {
    return new Planning(share, new BytesPerSecond(perTask));
  }

  private static <A> Map<A, Bulk.Able> able(Map<A, BytesPerSecond> usable, Planning planning) {
    var able = new HashMap<A, Bulk.Able>();
    usable.forEach((agent, rate) -> able.put(agent, new Bulk.Able(rate, planning.tasks(rate))));
    return able;
  }

  @Test
  void theBandwidthExampleIsSplitByLargestRemainder() {
    var thousandfold = new HashMap<String, BytesPerSecond>();
    PUBLISHED.forEach(
        (agent, rate) -> thousandfold.put(agent, new BytesPerSecond(rate.count() * 1_000)));

    var bulk = Bulk.split(1_000, able(thousandfold, planning(0.8, 1)));

    assertThat(bulk.shares()).containsExactly(entry("a", 348L), entry("b", 435L), entry("c", 217L));
    assertThat(bulk.waiting()).isZero();
  }

  /** The mission's 80 % rule, tasks taken for bandwidth: 64, 80 and 40 are planned, 816 wait. */
  @Test
  void whatIsMoreThanEightyPercentOfAllWaits() {
    var bulk = Bulk.split(1_000, able(PUBLISHED, planning(0.8, 1)));

    assertThat(bulk.shares()).containsExactly(entry("a", 64L), entry("b", 80L), entry("c", 40L));
    assertThat(bulk.waiting()).isEqualTo(816);
  }

  @Test
  void everyTaskIsPlannedOnceOrWaitsAndNobodyIsOverplanned() {
    var random = new Random(17);
    for (int round = 0; round < 500; round++) {
      var usable = new HashMap<Integer, BytesPerSecond>();
      for (int i = random.nextInt(20); i > 0; i--) {
        usable.put(i, new BytesPerSecond(random.nextLong(10_000)));
      }
      var planning = planning(0.1 + random.nextDouble(0.9), 1 + random.nextLong(500));
      long tasks = random.nextLong(1_000);

      var bulk = Bulk.split(tasks, able(usable, planning));

      long planned = bulk.shares().values().stream().mapToLong(Long::longValue).sum();
      assertThat(planned + bulk.waiting()).isEqualTo(tasks);
      usable.forEach(
          (agent, rate) ->
              assertThat(bulk.shares().getOrDefault(agent, -1L))
                  .isBetween(0L, planning.tasks(rate)));
      long room = usable.values().stream().mapToLong(planning::tasks).sum();
      assertThat(planned).isEqualTo(Math.min(tasks, room));
    }
  }
}
