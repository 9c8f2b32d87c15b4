package network.lumora.ledger.order;

import network.lumora.ledger.state.Rule;

/** What became of one entry that was to be appended. */
public sealed interface AppendResult {

  /** It is in the log for good. */
  record Appended(long index) implements AppendResult {}

  /** The same bytes were in the log before, at this index. */
  record AlreadyThere(long index) implements AppendResult {}

  /** It is not in the log. The detail is for people. */
  record Refused(Rule rule, String detail) implements AppendResult {}
}
