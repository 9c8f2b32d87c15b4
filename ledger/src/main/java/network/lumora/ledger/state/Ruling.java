package network.lumora.ledger.state;

/** Whether a statement may enter the log. */
public sealed interface Ruling {

  /** It may, and changes this. */
  record Accepted(Effect effect) implements Ruling {}

  /** It may not. The detail is for people. */
  record Rejected(Rule rule, String detail) implements Ruling {}
}
