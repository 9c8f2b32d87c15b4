package network.lumora.agent.websocket;

import network.lumora.agent.allowance.Direction;
import network.lumora.agent.allowance.Inflow;

/**
 * Counts what passes a prover's sockets, TLS and frames included. Called by the threads that read
 * and write; must return at once.
 */
public interface Tally {
  /** Whoever has nothing to count for. */
  Tally NOBODYS =
      new Tally() {
        @Override
        public void opened(Inflow inflow) {}

        @Override
        public void passed(Direction direction, int bytes) {}

        @Override
        public void closed(Inflow inflow, int leftBytes) {}
      };

  /** Bytes may come there before they are read. */
  void opened(Inflow inflow);

  /** Bytes were read, or are about to be written. */
  void passed(Direction direction, int bytes);

  /**
   * @param leftBytes that had come and nobody will read
   */
  void closed(Inflow inflow, int leftBytes);
}
