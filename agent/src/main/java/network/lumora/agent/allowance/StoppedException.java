package network.lumora.agent.allowance;

import java.io.InterruptedIOException;
import java.io.Serial;

/** A transfer must stop: the host has paused, or a cap is reached. */
public final class StoppedException extends InterruptedIOException {
  @Serial private static final long serialVersionUID = 1;

  StoppedException(String why) {
    super(why);
  }
}
