package network.lumora.coordinator.assign;

/**
 * How well an agent did what it took on, the newest most. Immutable.
 *
 * <p>It begins at 0.9, as if nine of ten had gone well of the few that count, and keeps some twenty
 * tasks in memory: after one loss it is 0.75, after many in time nearly 1.
 *
 * @param good weight of what went well
 * @param all weight of everything
 */
public record Reputation(double good, double all) {
  public static final Reputation NEW = new Reputation(0, 0);

  private static final double PRIOR_GOOD = 4.5;
  private static final double PRIOR_ALL = 5;
  private static final double MEMORY = 0.95;

  /** How a lease went. */
  public enum Outcome {
    /** Done, or refused for a good reason, in the time that most need. */
    PROMPT(1),
    /** Done, but later than nearly all. */
    LATE(0.5),
    /** Expired, or its agent went away. */
    LOST(0);

    private final double credit;

    Outcome(double credit) {
      this.credit = credit;
    }
  }

  public Reputation {
    if (!(good >= 0 && good <= all)) {
      throw new IllegalArgumentException("what went well is a part of all");
    }
  }

  public Reputation after(Outcome outcome) {
    double newAll = all * MEMORY + 1;
    return new Reputation(Math.min(newAll, good * MEMORY + outcome.credit), newAll);
  }

  /** Above 0 and below 1. */
  public double value() {
    return (good + PRIOR_GOOD) / (all + PRIOR_ALL);
  }
}
