package network.lumora.consumer.http;

import java.io.Serial;
import network.lumora.protocol.ProtocolException;

/** The coordinator asks to come again later. */
final class BusyException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  private final ProtocolException problem;
  private final long askedMillis;

  BusyException(ProtocolException problem, long askedMillis) {
    super(problem.getMessage(), problem);
    this.problem = problem;
    this.askedMillis = askedMillis;
  }

  ProtocolException problem() {
    return problem;
  }

  long askedMillis() {
    return askedMillis;
  }
}
