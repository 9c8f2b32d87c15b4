package network.lumora.protocol.seal;

import java.io.Serial;

/** Sealed bytes did not open; the message names the part that failed. */
public final class SealBrokenException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  SealBrokenException(String detail) {
    super(detail);
  }

  SealBrokenException(String detail, Throwable cause) {
    super(detail, cause);
  }
}
