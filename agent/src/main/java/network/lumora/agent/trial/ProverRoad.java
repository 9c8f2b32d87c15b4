package network.lumora.agent.trial;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import network.lumora.agent.challenge.SlotEnd;
import network.lumora.protocol.digest.Sha256;

/** Drives this agent's end of a slot to a challenger. */
@FunctionalInterface
public interface ProverRoad {
  /**
   * Blocks until the slot is over.
   *
   * @param certificate the digest of the only one that may be shown, over TLS; empty for none
   * @throws IOException if this machine cannot reach the challenger at all
   */
  void drive(SlotEnd end, InetSocketAddress challenger, Optional<Sha256> certificate)
      throws IOException;
}
