package network.lumora.bridge.api;

import java.time.Instant;
import java.util.List;
import network.lumora.protocol.units.Bytes;
import org.jspecify.annotations.Nullable;

/** Rows of the journal; ask for more with the number of the last. */
public record JournalPage(List<Row> rows) {
  public JournalPage {
    rows = List.copyOf(rows);
  }

  /**
   * One task that went through this machine's line.
   *
   * @param site host only, never path or query
   * @param outcome OK, REFUSED, FAILED or STOPPED
   * @param sequence of its receipt, null if it made none
   * @param receipt what became of the receipt, for people
   */
  public record Row(
      long number,
      Instant at,
      String coordinator,
      String consumer,
      String task,
      String site,
      Bytes up,
      Bytes down,
      String outcome,
      String code,
      @Nullable Long sequence,
      String receipt) {}
}
