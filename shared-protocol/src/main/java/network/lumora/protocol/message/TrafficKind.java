package network.lumora.protocol.message;

/** What bytes are moved for. The names are on the wire: add, never rename. */
public enum TrafficKind {
  /** A page for a consumer; its lease is the grant, its receipt the only window. */
  SCRAPE,
  /** Bytes passed on between a consumer and a destination of a signed set. */
  RELAY,
  /** Content handed to those who ask for it. */
  CONTENT,
  /** Bytes that only measure a line. */
  CHALLENGE
}
