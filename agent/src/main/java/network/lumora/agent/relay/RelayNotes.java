package network.lumora.agent.relay;

import java.io.IOException;
import network.lumora.protocol.message.ToCoordinator.RelayEnd;

/** Tells the host what was carried. Thread-safe. */
public interface RelayNotes {
  /**
   * @param isSigned whether its payer has signed for any of it
   */
  void ended(Relay relay, RelayEnd why, boolean isSigned) throws IOException;
}
