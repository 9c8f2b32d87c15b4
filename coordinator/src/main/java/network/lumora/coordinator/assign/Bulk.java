package network.lumora.coordinator.assign;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import network.lumora.ledger.reward.LargestRemainder;
import network.lumora.protocol.units.BytesPerSecond;

/**
 * Plans many tasks at once.
 *
 * @param shares tasks for each agent, in the order of the agents
 * @param waiting tasks that nobody has room for now
 */
public record Bulk<A>(Map<A, Long> shares, long waiting) {

  /**
   * By usable bandwidth, rounded by largest remainder: 1000 tasks for 80, 100 and 50 are 348, 435
   * and 217.
   *
   * <p>Nobody gets more than {@link Planning#tasks}; what is too much for one is spread over those
   * with room, and what is too much for all waits.
   */
  public static <A extends Comparable<? super A>> Bulk<A> split(
      long tasks, Map<A, BytesPerSecond> usable, Planning planning) {
    var shares = new TreeMap<A, Long>();
    usable.keySet().forEach(agent -> shares.put(agent, 0L));
    long left = tasks;
    var open = withRoom(usable, shares, planning);
    while (left > 0 && !open.isEmpty()) {
      left = spread(left, open, usable, shares, planning);
      open = withRoom(usable, shares, planning);
    }
    return new Bulk<>(shares, left);
  }

  private static <A extends Comparable<? super A>> Map<A, Long> withRoom(
      Map<A, BytesPerSecond> usable, Map<A, Long> shares, Planning planning) {
    var open = new HashMap<A, Long>();
    usable.forEach(
        (agent, rate) -> {
          if (shares.getOrDefault(agent, 0L) < planning.tasks(rate)) {
            open.put(agent, rate.count());
          }
        });
    return open;
  }

  /** Gives what is left to those with room, and gives what was too much for them. */
  private static <A extends Comparable<? super A>> long spread(
      long left,
      Map<A, Long> open,
      Map<A, BytesPerSecond> usable,
      SortedMap<A, Long> shares,
      Planning planning) {
    long tooMuch = 0;
    for (var part : LargestRemainder.split(left, open).entrySet()) {
      var rate = usable.getOrDefault(part.getKey(), new BytesPerSecond(0));
      long wanted = shares.getOrDefault(part.getKey(), 0L) + part.getValue();
      long planned = Math.min(wanted, planning.tasks(rate));
      shares.put(part.getKey(), planned);
      tooMuch += wanted - planned;
    }
    return tooMuch;
  }

  /** How many tasks an agent has room for. */
  public record Room<A>(A agent, long tasks) {}

  /** The first gets as many as it has room for, then the next; what fits nowhere waits. */
  public static <A> Bulk<A> fill(long tasks, List<Room<A>> ranked) {
    var shares = new LinkedHashMap<A, Long>();
    long left = tasks;
    for (var room : ranked) {
      long part = Math.min(left, room.tasks());
      shares.merge(room.agent(), part, Long::sum);
      left -= part;
    }
    return new Bulk<>(shares, left);
  }
}
