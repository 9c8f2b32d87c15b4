package network.lumora.coordinator.book;

import java.io.IOException;
import network.lumora.protocol.identity.PublicKey;

/** Agents because of which joint challenges did not come about, many times on end. */
public interface Absences {
  /** As often a home whose user is there half of the time is unlucky once in a thousand times. */
  int TOO_MANY = 10;

  /**
   * A joint challenge did not come about because of it.
   *
   * @param agents how many it was to have
   */
  void add(PublicKey agent, int agents) throws IOException;

  /** It has taken part. */
  void end(PublicKey agent) throws IOException;

  /**
   * As one of how many behind one line the agent counts: 1, unless it was absent {@link #TOO_MANY}
   * times on end.
   */
  int oneOf(PublicKey agent) throws IOException;
}
