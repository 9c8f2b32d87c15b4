package network.lumora.ledger.state;

/** A rule that an entry can break. The names are published in audit reports: add, never rename. */
public enum Rule {
  /** An entry has at most 65,535 bytes. */
  ENTRY_TOO_LARGE,
  /** An entry is an envelope that holds a ledger statement. */
  UNREADABLE,
  /** Every signature on an entry verifies, and everyone who must sign has signed. */
  BAD_SIGNATURE,
  /** The first entry is the genesis. */
  NO_GENESIS,
  /** No other entry is a genesis. */
  SECOND_GENESIS,
  /** A statement that names a coordinator names the one of this log. */
  FOREIGN_COORDINATOR,
  /** The id of an order is used once. */
  ORDER_ID_USED,
  /** The order was opened by an entry before, and not closed since. */
  ORDER_NOT_OPEN,
  /** A receipt names the consumer of its order. */
  WRONG_CONSUMER,
  /** A receipt is for a page that the order has. */
  NO_SUCH_PAGE,
  /** A page of an order is paid once. */
  TASK_PAID,
  /** An epoch is closed in its turn. */
  WRONG_EPOCH,
  /** Sums stay within 2^63-1. */
  SUM_TOO_LARGE,
  /** The agent has agreed to this challenge, with this coordinator. */
  LINE_CONSENT,
  /** The challengers are those that the seed and the candidates give. */
  LINE_DRAW,
  /** A slot's record is of this challenge, its prover, its challenger and its place. */
  LINE_SLOT,
  /** What is stated of a line follows from the slots and from what was stated before. */
  LINE_VALUE,
  /** Challenges of a line are logged in the order in which they ended. */
  LINE_ORDER,
  /** Whether agents share a line is what their slots of one time show. */
  LINK_VERDICT,
  /** A statement names the link that follows from the joint challenges so far. */
  LINK_ID,
  /** A session that pays is a relay under a grant of this log's coordinator, for somebody else. */
  SESSION_GRANT,
  /** A session's receipt fits its grant, and follows the one of it that counted before. */
  SESSION_RECEIPT
}
