package network.lumora.protocol.message;

/** How a task ended at the agent. The names are on the wire: add, never rename. */
public enum Outcome {
  /** The page was fetched and its fields were read. */
  OK,
  /**
   * Not fetched, or not given, to protect the site or the host; the work of finding that out is
   * paid.
   */
  REFUSED,
  /** Tried and not reached; only the delivered bytes count. */
  FAILED
}
