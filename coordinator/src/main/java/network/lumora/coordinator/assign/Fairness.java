package network.lumora.coordinator.assign;

/**
 * How work is spread among those who would do it.
 *
 * <p>Everyone who stays willing gets a task within {@code turnEvery} times as many tasks as there
 * are willing agents, however low it scores.
 *
 * @param asGood scores this much below the best count as the best; among them who has waited
 *     longest is chosen
 * @param turnEvery each so manyth task goes to who has waited longest, whatever the scores
 */
public record Fairness(double asGood, int turnEvery) {

  public Fairness {
    if (!(asGood >= 0 && asGood <= 1) || turnEvery < 1) {
      throw new IllegalArgumentException("asGood is from 0 to 1, turnEvery from 1");
    }
  }

  boolean isTurnOfWhoWaits(long number) {
    return Math.floorMod(number, turnEvery) == turnEvery - 1;
  }
}
