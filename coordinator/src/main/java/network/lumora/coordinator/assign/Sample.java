package network.lumora.coordinator.assign;

/**
 * How many agents are looked at for one task; the time that a choice takes depends on it, and not
 * on how many agents there are.
 *
 * @param compared so many of those that may have it are scored
 * @param looks at most so many are looked at until there are as many; the next task, and the same
 *     in the next turn, begins elsewhere
 */
public record Sample(int compared, int looks) {

  public Sample {
    if (compared < 1 || looks < compared) {
      throw new IllegalArgumentException(
          "at least one is compared, and at least as many looked at");
    }
  }
}
