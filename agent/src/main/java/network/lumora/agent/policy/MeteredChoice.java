package network.lumora.agent.policy;

/** What the host says of the line. */
public enum MeteredChoice {
  /** Believe the system. */
  AUTO,
  YES,
  NO;

  /** The host knows better than the system. */
  public Metered over(Metered told) {
    return switch (this) {
      case AUTO -> told;
      case YES -> Metered.YES;
      case NO -> Metered.NO;
    };
  }
}
