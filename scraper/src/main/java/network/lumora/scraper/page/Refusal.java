package network.lumora.scraper.page;

/** Why we would not fetch or keep a page. The names are on the wire: add, never rename. */
public enum Refusal {
  URL_INVALID(ReasonClass.GUARD),
  IP_LITERAL(ReasonClass.GUARD),
  PORT_BLOCKED(ReasonClass.GUARD),
  NAME_RESERVED(ReasonClass.GUARD),
  DESTINATION_IP_PROHIBITED(ReasonClass.GUARD),
  OWN_NETWORK(ReasonClass.GUARD),
  DNS_MIXED(ReasonClass.GUARD),
  REDIRECT_PROHIBITED(ReasonClass.GUARD),
  DOWNGRADE(ReasonClass.GUARD),
  /** This host's own rule: another agent may take the page. */
  HOST_RULE(ReasonClass.GUARD),

  ROBOTS_DISALLOW(ReasonClass.SITE_POLICY),
  ROBOTS_UNREACHABLE(ReasonClass.SITE_POLICY),
  ROBOTS_DELAY_TOO_LONG(ReasonClass.SITE_POLICY),
  NOINDEX(ReasonClass.SITE_POLICY),
  ACCESS_CONTROLLED(ReasonClass.SITE_POLICY),

  RATE_LIMITED(ReasonClass.RATE),
  LEASE_EXPIRED(ReasonClass.RATE),

  HTTP_RESPONSE_BODY_SIZE(ReasonClass.CONTENT),
  HTTP_RESPONSE_HEADER_SECTION_SIZE(ReasonClass.CONTENT),
  BOMB(ReasonClass.CONTENT),
  CONTENT_CODING(ReasonClass.CONTENT),
  TYPE_REFUSED(ReasonClass.CONTENT),

  BAD_SELECTOR(ReasonClass.EXTRACT),
  DOCUMENT_TOO_LARGE(ReasonClass.EXTRACT),
  DEADLINE(ReasonClass.EXTRACT);

  private final ReasonClass reasonClass;

  Refusal(ReasonClass reasonClass) {
    this.reasonClass = reasonClass;
  }

  public ReasonClass reasonClass() {
    return reasonClass;
  }

  /** Whether more than the bytes is earned. */
  public boolean paid() {
    return reasonClass.payment() != Payment.BYTES;
  }

  /** For example {@code GUARD/IP_LITERAL}. */
  public String wireName() {
    return reasonClass + "/" + name();
  }
}
