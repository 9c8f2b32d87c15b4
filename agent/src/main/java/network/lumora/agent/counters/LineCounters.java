package network.lumora.agent.counters;

import java.util.Optional;

/** Reads the interfaces' counters; empty where there are none. */
@FunctionalInterface
public interface LineCounters {
  Optional<LineTotals> read();
}
