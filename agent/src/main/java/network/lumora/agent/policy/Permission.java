package network.lumora.agent.policy;

/** How much is allowed, most first. */
public enum Permission {
  RUN,
  /** What is under way may end; nothing is begun. */
  FINISH,
  /** No byte of work moves. */
  STOP
}
