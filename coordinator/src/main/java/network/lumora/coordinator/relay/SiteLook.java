package network.lumora.coordinator.relay;

import java.util.List;
import network.lumora.protocol.destination.ControlToken;
import network.lumora.protocol.destination.Evidence;

/** Looks at a site. Thread-safe; waits for it. */
@FunctionalInterface
public interface SiteLook {

  /**
   * @param evidence what is there now, of either kind
   * @param trouble why there may be more that could not be seen; empty if all was
   */
  record Seen(List<Evidence> evidence, String trouble) {
    public Seen {
      evidence = List.copyOf(evidence);
    }
  }

  Seen at(ControlToken token) throws InterruptedException;
}
