package network.lumora.agent.rules;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import network.lumora.protocol.units.Bytes;

/** Keeps how much moved when, for whom and for what. */
public interface TrafficBook {
  /**
   * Bytes of one hour.
   *
   * @param hour its beginning
   * @param category a category's name, or {@link Traffic#CONNECTION}
   */
  record Entry(Instant hour, String coordinator, String category, long up, long down) {}

  /** Adds to what is there, all or nothing. */
  void add(Collection<Entry> entries) throws IOException;

  /** Both directions together. */
  Bytes since(Instant start, String coordinator) throws IOException;
}
