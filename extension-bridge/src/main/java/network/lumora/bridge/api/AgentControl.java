package network.lumora.bridge.api;

import java.io.IOException;

/** What the host may see and do, whether the agent runs or not. Thread-safe. */
public interface AgentControl {
  AgentStatus status() throws IOException;

  /** Stops all work, also what is under way. */
  AgentStatus pause(PauseRequest request) throws IOException;

  AgentStatus resume() throws IOException;

  LimitsInForce limits() throws IOException;

  /**
   * @throws IllegalArgumentException if a limit is out of range; the message says which
   */
  LimitsInForce limit(LimitsInForce limits) throws IOException;

  /**
   * Rows in the order they were written, after the given one.
   *
   * @param after 0 to begin at the oldest
   */
  JournalPage journal(long after, int most) throws IOException;
}
