package network.lumora.agent.trial;

import java.io.IOException;
import java.net.InetSocketAddress;
import network.lumora.agent.challenge.SlotEnd;

/** Drives this agent's end of a slot to a challenger. */
@FunctionalInterface
public interface ProverRoad {
  /**
   * Blocks until the slot is over.
   *
   * @throws IOException if this machine cannot reach the challenger at all
   */
  void drive(SlotEnd end, InetSocketAddress challenger) throws IOException;
}
