package network.lumora.bridge.guard;

/** Why a call was refused or failed. The names are seen by callers: add, never rename. */
public enum Code {
  MALFORMED(400),
  NOT_AUTHENTICATED(401),
  REVOKED(401),
  EXPIRED(401),
  ORIGIN_REFUSED(403),
  SITE_REFUSED(403),
  DESTINATION_REFUSED(403),
  SCOPE_MISSING(403),
  NO_CONSENT(403),
  WRONG_CODE(403),
  NOT_FOUND(404),
  METHOD_REFUSED(405),
  TOO_SLOW(408),
  PAIRING_CLOSED(409),
  CHANGED_MEANWHILE(412),
  TOO_LARGE(413),
  NOT_JSON(415),
  WRONG_HOST(421),
  PRECONDITION_MISSING(428),
  TOO_MANY(429),
  INTERNAL(500),
  UNAVAILABLE(503);

  private final int status;

  Code(int status) {
    this.status = status;
  }

  public int status() {
    return status;
  }
}
