package network.lumora.agent.journal;

import java.io.IOException;
import java.util.List;
import network.lumora.agent.receipt.SettledReceipt;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.units.Bytes;

/** The settled receipts, and what else there is to tell about receipts. Thread-safe. */
public final class ReceiptTable {
  /** How many of each. */
  public record Counts(int waiting, int settled, int unpaid, int broken, Bytes delivered) {}

  /** A settlement that did not verify. */
  public record Evidence(String coordinator, long sequence, String reason, String receivedAt) {}

  /**
   * A receipt as it lies on the disk.
   *
   * @param envelope JSON
   * @param logged JSON
   */
  public record Row(String coordinator, long sequence, String envelope, String logged) {
    /**
     * @throws ProtocolException if it was damaged on the disk
     */
    public SettledReceipt read() throws ProtocolException {
      return Stored.receipt(this);
    }
  }

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
  public List<Row> page(long skipped, int most) throws IOException {
    return database.read(
        connection ->
            Sql.all(
                connection,
                "SELECT coordinator, sequence, envelope, logged FROM receipt"
                    + " ORDER BY coordinator, sequence LIMIT ? OFFSET ?",
                row ->
                    new Row(row.getString(1), row.getLong(2), row.getString(3), row.getString(4)),
                most,
                skipped));
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
