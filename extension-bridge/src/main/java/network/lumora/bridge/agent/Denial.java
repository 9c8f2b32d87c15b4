package network.lumora.bridge.agent;

/** Never again, for one site, category or coordinator. */
public record Denial(Kind kind, String value) {
  public enum Kind {
    SITE,
    CATEGORY,
    COORDINATOR
  }
}
