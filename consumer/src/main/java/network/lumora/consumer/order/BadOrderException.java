package network.lumora.consumer.order;

import java.io.Serial;

/** What was asked for is no order; the message names line or field and what to do. */
public final class BadOrderException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  public BadOrderException(String message) {
    super(message);
  }

  BadOrderException(String message, Throwable cause) {
    super(message, cause);
  }
}
