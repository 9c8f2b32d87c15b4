package network.lumora.bridge.agent;

import java.io.IOException;

/** The limits alone, as they stand in the settings. Thread-safe. */
public interface LimitsControl {
  LimitsInForce limits() throws IOException;

  /**
   * @throws IllegalArgumentException if a limit is out of range; the message says which
   */
  LimitsInForce limit(LimitsInForce limits) throws IOException;
}
