package network.lumora.agent.link;

import java.io.IOException;
import java.io.Serial;

/** We or the coordinator will have nothing to do with the other; only a person can mend that. */
final class RefusedException extends IOException {
  @Serial private static final long serialVersionUID = 1;

  RefusedException(String why) {
    super(why);
  }
}
