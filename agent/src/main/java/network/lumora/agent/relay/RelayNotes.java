package network.lumora.agent.relay;

import java.io.IOException;
import network.lumora.protocol.message.ToCoordinator.RelayEnd;

/** Tells the host what was carried. Thread-safe. */
public interface RelayNotes {
  void ended(Relay relay, RelayEnd why) throws IOException;
}
