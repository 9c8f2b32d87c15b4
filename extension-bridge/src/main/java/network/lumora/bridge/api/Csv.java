package network.lumora.bridge.api;

import java.util.Arrays;
import java.util.stream.Collectors;
import network.lumora.bridge.agent.JournalRow;
import org.jspecify.annotations.Nullable;

/** Rows of the journal for a spreadsheet (RFC 4180). */
final class Csv {
  static final String HEADER =
      "number,at,coordinator,coordinator name,trust,consumer,kind,purpose,category,task,site,host,"
          + "bytes up,bytes down,outcome,code,rule,sequence,receipt\r\n";

  private Csv() {}

  static String line(JournalRow row) {
    var cells =
        new @Nullable Object[] {
          row.number(),
          row.at(),
          row.coordinator(),
          row.coordinatorName(),
          row.trust(),
          row.consumer(),
          row.kind(),
          row.purpose(),
          row.category(),
          row.task(),
          row.site(),
          row.host(),
          row.up().count(),
          row.down().count(),
          row.outcome(),
          row.code(),
          row.rule(),
          row.sequence(),
          row.receipt()
        };
    return Arrays.stream(cells).map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
  }

  /** Strangers' words must not become a formula. */
  private static String cell(@Nullable Object value) {
    var text = value == null ? "" : value.toString();
    var harmless = text.matches("(?s)[=+\\-@\t\r].*") ? "'" + text : text;
    return harmless.matches("(?s).*[\",\r\n].*")
        ? "\"" + harmless.replace("\"", "\"\"") + "\""
        : harmless;
  }
}
