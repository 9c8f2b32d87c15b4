package network.lumora.bridge.agent;

/**
 * What the rules say.
 *
 * @param rule the code and the value that decided, as {@code SITE_DENIED example.org}
 * @param site the registrable domain
 */
public record RuleTest(boolean allowed, String rule, Code code, String site, Category category) {
  /** The names are seen by callers: add, never rename. */
  public enum Code {
    ALLOWED,
    SITE_DENIED,
    SITE_NOT_LISTED,
    CATEGORY_DENIED,
    COORDINATOR_BLOCKED,
    COORDINATOR_LISTED_ONLY,
    COORDINATOR_CAP,
    MALFORMED_SITE
  }
}
