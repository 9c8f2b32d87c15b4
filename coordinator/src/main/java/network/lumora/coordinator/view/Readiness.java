package network.lumora.coordinator.view;

/** Whether the coordinator takes work. Thread-safe. */
public final class Readiness {
  /** How far the program is. */
  public enum Phase {
    STARTING,
    READY,
    DRAINING
  }

  private volatile Phase phase = Phase.STARTING;

  public Phase phase() {
    return phase;
  }

  public void is(Phase now) {
    phase = now;
  }
}
