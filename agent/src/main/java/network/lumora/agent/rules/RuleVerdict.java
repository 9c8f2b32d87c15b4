package network.lumora.agent.rules;

import network.lumora.bridge.agent.RuleTest;

/**
 * What the rules say.
 *
 * @param rule the code and the value that decided, as {@code SITE_DENIED example.org}
 */
public record RuleVerdict(RuleTest.Code code, String rule) {
  public static final RuleVerdict ALLOWED =
      new RuleVerdict(RuleTest.Code.ALLOWED, RuleTest.Code.ALLOWED.name());

  static RuleVerdict of(RuleTest.Code code, String value) {
    return new RuleVerdict(code, code + " " + value);
  }

  /** What has moved for a coordinator with a cap cannot be read: nothing more does. */
  public static RuleVerdict unknown(String coordinator) {
    return of(RuleTest.Code.COORDINATOR_CAP, coordinator);
  }

  public boolean allowed() {
    return code == RuleTest.Code.ALLOWED;
  }
}
