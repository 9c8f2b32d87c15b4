package network.lumora.agent.relay;

/** What the first bytes of a TLS connection say of whom they want to reach. */
public sealed interface ServerName {

  /** More bytes are needed. */
  record NotYet() implements ServerName {}

  /**
   * @param host in lower-case ASCII, without a dot at its end
   */
  record Is(String host) implements ServerName {}

  /** They are not those of a connection that may be let through. */
  record Refused(String detail) implements ServerName {}
}
