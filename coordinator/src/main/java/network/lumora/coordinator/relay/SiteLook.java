package network.lumora.coordinator.relay;

import java.util.List;
import network.lumora.protocol.destination.ControlToken;

/** Looks at the places of a site where a proof may be. Thread-safe; waits for them. */
@FunctionalInterface
public interface SiteLook {

  /** One for each place. */
  List<Sight> at(ControlToken token) throws InterruptedException;
}
