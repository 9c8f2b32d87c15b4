package network.lumora.bridge.agent;

import java.io.IOException;

/** What the host agrees to; no work runs before. Thread-safe. */
public interface ConsentControl {
  ConsentState consent() throws IOException;

  /**
   * @throws IllegalArgumentException if it names another text than the one to agree to
   */
  ConsentState give(ConsentGiven given) throws IOException;
}
