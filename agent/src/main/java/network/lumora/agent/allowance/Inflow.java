package network.lumora.agent.allowance;

/** A connection of ours on which bytes come that nobody has read yet. Thread-safe. */
@FunctionalInterface
public interface Inflow {
  /** Arrived, and not read; 0 once it is closed. */
  int waitingBytes();
}
