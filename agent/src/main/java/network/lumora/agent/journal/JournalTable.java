package network.lumora.agent.journal;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import network.lumora.agent.receipt.JournalEntry;
import network.lumora.protocol.units.Bytes;
import org.jspecify.annotations.Nullable;

/** The rows that the host can read, oldest first. Thread-safe. */
public final class JournalTable {
  /** Some 30 MB, years of ordinary work; the oldest rows go first. */
  private static final int MAX_ROWS = 100_000;

  /** One row as it is stored. */
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

  private final Database database;

  JournalTable(Database database) {
    this.database = database;
  }

  static int insert(
      Connection connection, JournalEntry entry, @Nullable Long sequence, String receipt)
      throws SQLException {
    Sql.change(
        connection,
        "DELETE FROM journal WHERE number <= (SELECT MAX(number) FROM journal) - ?",
        MAX_ROWS);
    return Sql.change(
        connection,
        "INSERT INTO journal (at, coordinator, consumer, task, site, up, down, outcome, code,"
            + " sequence, receipt) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        entry.at().toString(),
        entry.coordinator().toString(),
        entry.consumer().toString(),
        entry.task().toString(),
        entry.site(),
        entry.up().count(),
        entry.down().count(),
        entry.outcome(),
        entry.code(),
        sequence,
        receipt);
  }

  /** The rows that come after the given one. */
  public List<Row> after(long number, int most) throws IOException {
    return database.read(
        connection ->
            Sql.all(
                connection,
                "SELECT * FROM journal WHERE number > ? ORDER BY number LIMIT ?",
                JournalTable::row,
                number,
                most));
  }

  /** The newest rows, oldest of them first. */
  public List<Row> last(int most) throws IOException {
    return database.read(
        connection ->
            Sql.all(
                connection,
                "SELECT * FROM (SELECT * FROM journal ORDER BY number DESC LIMIT ?)"
                    + " ORDER BY number",
                JournalTable::row,
                most));
  }

  private static Row row(ResultSet row) throws SQLException {
    long sequence = row.getLong("sequence");
    return new Row(
        row.getLong("number"),
        Instant.parse(row.getString("at")),
        row.getString("coordinator"),
        row.getString("consumer"),
        row.getString("task"),
        row.getString("site"),
        new Bytes(row.getLong("up")),
        new Bytes(row.getLong("down")),
        row.getString("outcome"),
        row.getString("code"),
        sequence == 0 ? null : sequence,
        row.getString("receipt"));
  }
}
