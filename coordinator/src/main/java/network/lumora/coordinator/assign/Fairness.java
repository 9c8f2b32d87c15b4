package network.lumora.coordinator.assign;

/**
 * How work is spread among those who would do it.
 *
 * <p>Everyone who stays willing gets a task within {@code 4·turnEvery} times as many tasks as there
 * are willing agents, however low it scores.
 *
 * @param asGood scores this much below the best count as the best; among them who has waited
 *     longest is chosen
 * @param turnEvery each so manyth task goes to one of those who have waited longest
 * @param waitingShare of the willing agents, those who have waited longest: among them the best
 *     gets a turn
 */
public record Fairness(double asGood, int turnEvery, double waitingShare) {
  /** Each so manyth turn goes to the one who has waited longest of all, whatever the scores. */
  private static final int STRICT_EVERY = 4;

  public Fairness {
    if (!(asGood >= 0 && asGood <= 1)
        || turnEvery < 1
        || !(waitingShare >= 0 && waitingShare <= 1)) {
      throw new IllegalArgumentException("shares are from 0 to 1, turnEvery from 1");
    }
  }

  /** How many of so many willing agents, those who have waited longest, the next task is for. */
  int among(int willing, long number) {
    if (Math.floorMod(number, turnEvery) != turnEvery - 1) {
      return willing;
    }
    boolean strict = Math.floorMod(number / turnEvery, STRICT_EVERY) == STRICT_EVERY - 1;
    return strict ? 1 : Math.max(1, (int) (waitingShare * willing));
  }
}
