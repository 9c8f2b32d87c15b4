package network.lumora.scraper.page;

/** What an outcome earns. */
public enum Payment {
  /** The whole reward: the work was done. */
  FULL,
  /** The refusal fee, so that obeying is never worth less than disobeying. */
  FEE,
  /** The bytes that went over the wire and nothing else. */
  BYTES
}
