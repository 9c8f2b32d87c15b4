package network.lumora.agent.policy;

/** The way to the coordinator, as far as it is a reason. */
public enum Connection {
  CONNECTED,
  CONNECTING,
  /** The coordinator does not want this agent. */
  REFUSED,
  /** The host does not want this coordinator. */
  BLOCKED,
  /** The host's cap for this coordinator is reached. */
  CAPPED,
  /** The agent does not run. */
  STOPPED
}
