package network.lumora.agent.idle;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import network.lumora.agent.allowance.Direction;
import network.lumora.agent.allowance.Inflow;
import network.lumora.agent.counters.LineTotals;

/** What of the line's bytes is ours, read by us or not yet. Thread-safe. */
final class OwnTraffic {
  private final LongAdder up = new LongAdder();
  private final LongAdder down = new LongAdder();

  /** At most one for each connection, which bounds it. */
  private final Set<Inflow> inflows = ConcurrentHashMap.newKeySet();

  void passed(Direction direction, long bytes) {
    switch (direction) {
      case UP -> up.add(bytes);
      case DOWN -> down.add(bytes);
    }
  }

  void opened(Inflow inflow) {
    inflows.add(inflow);
  }

  /** What nobody will read came for us all the same. */
  void closed(Inflow inflow, int leftBytes) {
    if (inflows.remove(inflow)) {
      down.add(leftBytes);
    }
  }

  LineTotals totals() {
    long arrived = down.sum();
    for (var inflow : inflows) {
      arrived += inflow.waitingBytes();
    }
    return new LineTotals(up.sum(), arrived);
  }
}
