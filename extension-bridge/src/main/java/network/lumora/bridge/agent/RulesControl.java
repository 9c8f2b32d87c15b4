package network.lumora.bridge.agent;

import java.io.IOException;

/** What the host lets through the line. Thread-safe. */
public interface RulesControl {
  Rules rules() throws IOException;

  /**
   * Puts all of it in force, or nothing.
   *
   * @throws IllegalArgumentException if a rule is malformed; the message says which
   */
  Rules change(Rules rules) throws IOException;

  /** What the rules, or those given, say about a site; changes nothing. */
  RuleTest test(RuleQuestion question) throws IOException;

  /** Adds one denial; it holds for the next task and stops what runs against it. */
  Rules deny(Denial denial) throws IOException;
}
