package network.lumora.consumer.trust;

import java.io.IOException;
import java.io.Serial;

/** A coordinator shows another key than the one it is known by. */
public final class ForeignKeyException extends IOException {
  @Serial private static final long serialVersionUID = 1;

  ForeignKeyException(String message) {
    super(message);
  }
}
