package network.lumora.systemtests.bench.bandwidth;

import java.util.List;
import java.util.stream.Stream;
import network.lumora.systemtests.bench.bandwidth.background.Scavenger;

/**
 * All rows, in the order of the table. A part that can be measured puts its own in place of the
 * planned.
 */
final class Rows {
  private Rows() {}

  /**
   * @param peers whether other backgrounds are measured beside ours
   */
  static List<Row> all(boolean peers) {
    return Stream.of(
            new Challenging().rows(),
            List.<Row>of(new Aborting(), new StreamSlots()),
            new Receipts().rows(),
            new Yielding(List.of(new Scavenger()), peers).rows(),
            extension())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Row> extension() {
    return List.of(new EarlyYield());
  }
}
