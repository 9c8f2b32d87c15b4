package network.lumora.coordinator.assign;

import java.util.HashMap;
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
public record Bulk<A>(SortedMap<A, Long> shares, long waiting) {

  /**
   * What an agent can do.
   *
   * @param room tasks that it may get now
   */
  public record Able(BytesPerSecond usable, long room) {}

  /**
   * By usable bandwidth, rounded by largest remainder: 1000 tasks for 80, 100 and 50 are 348, 435
   * and 217.
   *
   * <p>Nobody gets more than it has room for; what is too much for one is spread over those with
   * room, and what is too much for all waits.
   */
  public static <A extends Comparable<? super A>> Bulk<A> split(long tasks, Map<A, Able> able) {
    var shares = new TreeMap<A, Long>();
    able.keySet().forEach(agent -> shares.put(agent, 0L));
    long left = tasks;
    var open = withRoom(able, shares);
    while (left > 0 && !open.isEmpty()) {
      left = spread(left, open, able, shares);
      open = withRoom(able, shares);
    }
    return new Bulk<>(shares, left);
  }

  /** Those with room, and how they stand to each other; a line of none still counts a little. */
  private static <A extends Comparable<? super A>> Map<A, Long> withRoom(
      Map<A, Able> able, Map<A, Long> shares) {
    var open = new HashMap<A, Long>();
    able.forEach(
        (agent, one) -> {
          if (shares.getOrDefault(agent, 0L) < one.room()) {
            open.put(agent, Math.max(1, one.usable().count()));
          }
        });
    return open;
  }

  /** Gives what is left to those with room, and gives what was too much for them. */
  private static <A extends Comparable<? super A>> long spread(
      long left, Map<A, Long> open, Map<A, Able> able, SortedMap<A, Long> shares) {
    long tooMuch = 0;
    for (var part : LargestRemainder.split(left, open).entrySet()) {
      long room = able.getOrDefault(part.getKey(), new Able(new BytesPerSecond(0), 0)).room();
      long wanted = shares.getOrDefault(part.getKey(), 0L) + part.getValue();
      long planned = Math.min(wanted, room);
      shares.put(part.getKey(), planned);
      tooMuch += wanted - planned;
    }
    return tooMuch;
  }
}
