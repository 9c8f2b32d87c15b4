package network.lumora.ledger.state;

import java.io.Serial;

/** A statement breaks a rule; never leaves this package. */
final class BrokenRuleException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  private final Rule rule;

  BrokenRuleException(Rule rule, String detail) {
    super(detail);
    this.rule = rule;
  }

  Rule rule() {
    return rule;
  }
}
