package network.lumora.systemtests.bench.bandwidth.background;

import java.io.IOException;
import network.lumora.protocol.units.BytesPerSecond;
import network.lumora.systemtests.bed.Bed;

/**
 * Traffic from the servers to the agent's host that is to fill the line while nobody else uses it.
 */
public interface Background {
  /** For a table's column of conditions. */
  String name();

  /**
   * Begins to move bytes, on threads of its own.
   *
   * @param proven what the line has been proved to carry towards the home, in frames' bytes; only
   *     who knows a use for it looks at it
   */
  void start(Bed bed, BytesPerSecond proven) throws IOException;

  /** Ends all it began; may be started again. */
  void stop() throws IOException;

  /** Its own payload as it arrived at the agent's host since the last start. */
  Timeline own();
}
