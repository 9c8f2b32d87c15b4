package network.lumora.scraper.page;

/**
 * Why a page could not be had. Transport names follow RFC 9209. The names are on the wire: add,
 * never rename.
 */
public enum Failure {
  DNS_TIMEOUT(ReasonClass.TRANSPORT),
  DNS_ERROR(ReasonClass.TRANSPORT),
  CONNECTION_REFUSED(ReasonClass.TRANSPORT),
  CONNECTION_TIMEOUT(ReasonClass.TRANSPORT),
  CONNECTION_TERMINATED(ReasonClass.TRANSPORT),
  TLS_CERTIFICATE_ERROR(ReasonClass.TRANSPORT),
  TLS_PROTOCOL_ERROR(ReasonClass.TRANSPORT),
  HTTP_RESPONSE_INCOMPLETE(ReasonClass.TRANSPORT),
  HTTP_RESPONSE_TIMEOUT(ReasonClass.TRANSPORT),
  HTTP_PROTOCOL_ERROR(ReasonClass.TRANSPORT),
  /** Our own side stopped it: the agent was paused, denied or shut down. */
  STOPPED(ReasonClass.TRANSPORT),

  NOT_FOUND(ReasonClass.HTTP),
  GONE(ReasonClass.HTTP),
  LEGAL(ReasonClass.HTTP),
  CLIENT_ERROR(ReasonClass.HTTP),
  SERVER_ERROR(ReasonClass.HTTP);

  private final ReasonClass reasonClass;

  Failure(ReasonClass reasonClass) {
    this.reasonClass = reasonClass;
  }

  public ReasonClass reasonClass() {
    return reasonClass;
  }

  /** Whether more than the bytes is earned. */
  public boolean paid() {
    return reasonClass.payment() != Payment.BYTES;
  }

  /** For example {@code TRANSPORT/DNS_TIMEOUT}. */
  public String wireName() {
    return reasonClass + "/" + name();
  }
}
