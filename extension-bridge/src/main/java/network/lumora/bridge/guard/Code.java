package network.lumora.bridge.guard;

/** Why a call was refused or failed. The names are seen by callers: add, never rename. */
public enum Code {
  MALFORMED(400),
  NOT_AUTHENTICATED(401),
  ORIGIN_REFUSED(403),
  SITE_REFUSED(403),
  NOT_FOUND(404),
  METHOD_REFUSED(405),
  TOO_LARGE(413),
  NOT_JSON(415),
  WRONG_HOST(421),
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
