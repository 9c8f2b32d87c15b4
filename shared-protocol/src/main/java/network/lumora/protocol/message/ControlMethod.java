package network.lumora.protocol.message;

/** How control of a site is proven. The names are on the wire: add, never rename. */
public enum ControlMethod {
  /** By a TXT record of the name {@code _lumora} below it. */
  DNS_TXT,
  /** By the file {@code /.well-known/lumora-destination}, over HTTPS. */
  WELL_KNOWN_FILE
}
