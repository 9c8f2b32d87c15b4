package network.lumora.agent.policy;

/** Whether the line is paid for by the byte. */
public enum Metered {
  YES,
  NO,
  UNKNOWN
}
