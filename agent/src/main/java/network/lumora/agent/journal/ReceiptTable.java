package network.lumora.agent.journal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import network.lumora.agent.receipt.SettledReceipt;
import network.lumora.protocol.units.Bytes;

/** The settled receipts, and what else there is to tell about receipts. Thread-safe. */
public final class ReceiptTable {
  /** How many of each. */
  public record Counts(int waiting, int settled, int unpaid, int broken, Bytes delivered) {}

  /** A settlement that did not verify. */
  public record Evidence(String coordinator, long sequence, String reason, String receivedAt) {}

  private record Row(String coordinator, long sequence, String envelope, String logged) {}

  private final Database database;

  ReceiptTable(Database database) {
    this.database = database;
  }

  public Counts counts() throws IOException {
    return database.read(
        connection ->
            new Counts(
                (int) Sql.number(connection, "SELECT COUNT(*) FROM outbox"),
                (int) Sql.number(connection, "SELECT COUNT(*) FROM receipt"),
                (int)
                    Sql.number(
                        connection, "SELECT COUNT(*) FROM journal WHERE receipt LIKE 'unpaid:%'"),
                (int) Sql.number(connection, "SELECT COUNT(*) FROM evidence"),
                new Bytes(
                    Sql.number(connection, "SELECT COALESCE(SUM(delivered), 0) FROM receipt"))));
  }

  /** Up to {@code most} receipts in the order they were stored, after {@code skipped} of them. */
  public List<SettledReceipt> page(long skipped, int most) throws IOException {
    var rows =
        database.read(
            connection ->
                Sql.all(
                    connection,
                    "SELECT coordinator, sequence, envelope, logged FROM receipt"
                        + " ORDER BY coordinator, sequence LIMIT ? OFFSET ?",
                    row ->
                        new Row(
                            row.getString(1), row.getLong(2), row.getString(3), row.getString(4)),
                    most,
                    skipped));
    var receipts = new ArrayList<SettledReceipt>();
    for (var row : rows) {
      receipts.add(
          new SettledReceipt(
              Stored.key(row.coordinator),
              row.sequence,
              Stored.envelope(row.envelope),
              Stored.logged(row.logged)));
    }
    return receipts;
  }

  public List<Evidence> evidence() throws IOException {
    return database.read(
        connection ->
            Sql.all(
                connection,
                "SELECT coordinator, sequence, reason, received_at FROM evidence ORDER BY number",
                row ->
                    new Evidence(
                        row.getString(1), row.getLong(2), row.getString(3), row.getString(4))));
  }
}
