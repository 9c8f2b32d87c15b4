package network.lumora.agent.idle;

/** How work behaves on the line. */
public enum Stance {
  /** It takes what is idle, or is on its way there. */
  RUN,
  /** Nobody else is seen any more; it waits a little to be sure. */
  HOLD,
  /** Somebody else uses the line: work has all but stopped. */
  YIELD
}
