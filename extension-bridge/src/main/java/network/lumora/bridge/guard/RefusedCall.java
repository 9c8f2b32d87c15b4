package network.lumora.bridge.guard;

import java.io.Serial;

/** Ends a call before its handler has run; the message is for the caller. */
public final class RefusedCall extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final Code code;

  public RefusedCall(Code code, String detail) {
    super(detail, null, false, false);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
