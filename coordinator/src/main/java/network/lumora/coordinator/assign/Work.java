package network.lumora.coordinator.assign;

import java.util.LinkedHashMap;
import network.lumora.protocol.identity.PublicKey;

/**
 * How much each agent got lately, against the others. One thread.
 *
 * <p>What was given long ago counts less and less: time is counted in tasks given, so a quiet night
 * forgets nothing.
 */
final class Work {
  /** Some hundred bytes each; who is longest without a task begins anew. */
  private static final int MOST = 16_384;

  /** Beyond it all is divided by it, before doubles lose what is small. */
  private static final double LARGE = 1e100;

  private final double memory;
  private final LinkedHashMap<PublicKey, Double> got = new LinkedHashMap<>();
  private double unit = 1;
  private double sum;

  /**
   * @param memory so many tasks of each slot are remembered, roughly
   */
  Work(double memory) {
    this.memory = memory;
  }

  /**
   * @param slots of all agents together
   */
  void gave(PublicKey agent, long slots) {
    unit *= 1 + 1 / (memory * Math.max(1, slots));
    got.putLast(agent, got.getOrDefault(agent, 0.0) + unit);
    sum += unit;
    if (got.size() > MOST) {
      got.pollFirstEntry();
    }
    if (unit > LARGE) {
      shrink();
    }
  }

  private void shrink() {
    double by = unit;
    got.replaceAll((agent, amount) -> amount / by);
    sum /= by;
    unit = 1;
  }

  /**
   * What it got for each slot, against the mean of all slots: 1 is as much as the others.
   *
   * @param slots of the agent
   * @param allSlots of all agents together
   */
  double share(PublicKey agent, int slots, long allSlots) {
    double amount = got.getOrDefault(agent, 0.0);
    return sum == 0 ? 0 : amount / Math.max(1, slots) * Math.max(1, allSlots) / sum;
  }
}
