package network.lumora.coordinator.assign;

/**
 * How work is spread among those who would do it.
 *
 * @param weight of what an agent got lately: its score is divided by {@code 1 + weight·share}, with
 *     a share of 1 for as much work as the others had for each of their slots
 * @param memory tasks of each slot that count as lately, roughly
 * @param turnEvery each so manyth task goes to the one who has waited longest, whatever it scores:
 *     with n willing agents nobody waits for more than {@code turnEvery·n} tasks
 */
public record Fairness(double weight, double memory, int turnEvery) {

  public Fairness {
    if (!(weight >= 0 && memory > 0) || turnEvery < 1) {
      throw new IllegalArgumentException("weight is from 0, memory above 0, turnEvery from 1");
    }
  }

  boolean isTurn(long number) {
    return Math.floorMod(number, turnEvery) == turnEvery - 1;
  }

  double factor(double share) {
    return 1 / (1 + weight * share);
  }
}
