package network.lumora.consumer.open;

import java.io.Serial;

/** The first check that failed. */
final class FaultException extends Exception {
  @Serial private static final long serialVersionUID = 1;
  private final Where where;

  FaultException(Where where, String what) {
    super(what);
    this.where = where;
  }

  FaultException(Where where, Exception cause) {
    super(cause.getMessage(), cause);
    this.where = where;
  }

  Where where() {
    return where;
  }

  String what() {
    return String.valueOf(getMessage());
  }
}
