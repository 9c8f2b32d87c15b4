package network.lumora.coordinator.assign;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import network.lumora.ledger.reward.LargestRemainder;

/**
 * Shares free slots among consumers.
 *
 * @param mostPerConsumer tasks of one consumer that are worked on at once
 */
public record Quotas(long mostPerConsumer) {

  public Quotas {
    if (mostPerConsumer < 1) {
      throw new IllegalArgumentException("a consumer may have at least one task worked on");
    }
  }

  /** What a consumer has. */
  public record Demand(long waiting, long working) {}

  /**
   * How many more tasks of each consumer are given out. Nobody gets more than waits and its quota
   * leaves; what one does not need, the others get in equal parts (max-min fairness).
   */
  public <C extends Comparable<? super C>> SortedMap<C, Long> split(
      long slots, Map<C, Demand> demands) {
    var shares = new TreeMap<C, Long>();
    demands.keySet().forEach(consumer -> shares.put(consumer, 0L));
    long left = slots;
    var hungry = hungry(demands, shares);
    while (left > 0 && !hungry.isEmpty()) {
      left = serve(left, hungry, shares);
      hungry = hungry(demands, shares);
    }
    return shares;
  }

  /** Consumers that want more, and how much. */
  private <C> Map<C, Long> hungry(Map<C, Demand> demands, Map<C, Long> shares) {
    var hungry = new HashMap<C, Long>();
    demands.forEach(
        (consumer, demand) -> {
          long most = Math.min(demand.waiting(), mostPerConsumer - demand.working());
          long more = most - shares.getOrDefault(consumer, 0L);
          if (more > 0) {
            hungry.put(consumer, more);
          }
        });
    return hungry;
  }

  private static <C extends Comparable<? super C>> long serve(
      long left, Map<C, Long> hungry, Map<C, Long> shares) {
    var equal = new HashMap<C, Long>();
    hungry.keySet().forEach(consumer -> equal.put(consumer, 1L));
    long notNeeded = 0;
    for (var part : LargestRemainder.split(left, equal).entrySet()) {
      long taken = Math.min(part.getValue(), hungry.getOrDefault(part.getKey(), 0L));
      shares.merge(part.getKey(), taken, Long::sum);
      notNeeded += part.getValue() - taken;
    }
    return notNeeded;
  }
}
