package network.lumora.bridge.agent;

import java.io.IOException;

/** How the agent is, and whether it may work. Thread-safe. */
public interface StatusControl {
  AgentStatus status() throws IOException;

  /** Stops all work, also what is under way, or lets it end first. */
  AgentStatus pause(PauseRequest request) throws IOException;

  AgentStatus resume() throws IOException;
}
