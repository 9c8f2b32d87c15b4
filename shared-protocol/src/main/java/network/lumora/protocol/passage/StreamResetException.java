package network.lumora.protocol.passage;

import java.io.IOException;
import java.io.Serial;
import network.lumora.protocol.relay.ResetCode;

/** A stream is over before its end, at whichever side. */
public final class StreamResetException extends IOException {
  @Serial private static final long serialVersionUID = 1;

  private final ResetCode code;

  StreamResetException(ResetCode code) {
    super("the stream was reset: " + code);
    this.code = code;
  }

  public ResetCode code() {
    return code;
  }
}
