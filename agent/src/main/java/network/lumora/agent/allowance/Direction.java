package network.lumora.agent.allowance;

/** Seen from this machine. */
public enum Direction {
  UP,
  DOWN
}
