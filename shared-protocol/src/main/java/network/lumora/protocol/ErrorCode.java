package network.lumora.protocol;

/**
 * Why a message or request was refused. The names are on the wire: add, never rename.
 *
 * <p>{@link #httpStatus} answers a request over HTTP. {@link #closesConnection} says whether a
 * WebSocket is closed after the error was sent; its close code is {@value #CLOSE_CODE} and its
 * reason the name of the code.
 */
public enum ErrorCode {
  /** Not JSON, not a message, or a field breaks a rule of its record. */
  MALFORMED(400, false),
  /** The message type is not known to this version; everything else goes on. */
  UNKNOWN_TYPE(400, false),
  /** No common protocol version. */
  UNSUPPORTED_VERSION(426, true),
  /** Larger than the limit that PROTOCOL.md states for its kind. */
  TOO_LARGE(413, true),
  /** A signature does not verify, or is by another key than the one expected. */
  BAD_SIGNATURE(401, true),
  /** Nobody has admitted this key. */
  UNKNOWN_KEY(403, true),
  /** No valid session token. */
  NOT_AUTHENTICATED(401, true),
  /** Made for a time that has passed. */
  EXPIRED(400, false),
  /** Seen before, and only the first counts. */
  REPLAYED(409, false),
  /** Names something that is not there, or not the caller's. */
  NOT_FOUND(404, false),
  /** Does not fit the state that its subject is in. */
  CONFLICT(409, false),
  /** A limit on rate or number is reached; try again later. */
  OVER_LIMIT(429, false),
  /** A message came that only makes sense in another phase of the connection. */
  OUT_OF_ORDER(400, true),
  /** The receiver cannot store or process it now; nothing was accepted; try again later. */
  UNAVAILABLE(503, false),
  /** A fault of the answering program; nothing was accepted. */
  INTERNAL(500, false);

  /** WebSocket close code for every protocol error: RFC 6455 section 7.4.2, private use. */
  public static final int CLOSE_CODE = 4000;

  private final int httpStatus;
  private final boolean closesConnection;

  ErrorCode(int httpStatus, boolean closesConnection) {
    this.httpStatus = httpStatus;
    this.closesConnection = closesConnection;
  }

  public int httpStatus() {
    return httpStatus;
  }

  public boolean closesConnection() {
    return closesConnection;
  }
}
