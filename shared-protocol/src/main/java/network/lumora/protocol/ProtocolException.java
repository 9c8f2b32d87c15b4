package network.lumora.protocol;

import java.io.Serial;

/**
 * The other party broke a rule of the protocol; the message says what was expected and what came.
 */
public final class ProtocolException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  private final ErrorCode code;

  public ProtocolException(ErrorCode code, String detail) {
    super(detail);
    this.code = code;
  }

  public ProtocolException(ErrorCode code, String detail, Throwable cause) {
    super(detail, cause);
    this.code = code;
  }

  public ErrorCode code() {
    return code;
  }
}
