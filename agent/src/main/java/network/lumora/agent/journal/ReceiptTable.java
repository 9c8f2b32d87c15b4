package network.lumora.agent.journal;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import network.lumora.agent.receipt.SettledReceipt;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.MicroLmr;
import org.jspecify.annotations.Nullable;

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
   * @param session the grant's id, null for a page's
   */
  public record Row(
      String coordinator, long sequence, String envelope, String logged, @Nullable String session) {
    /**
     * @throws ProtocolException if it was damaged on the disk
     */
    public SettledReceipt read() throws ProtocolException {
      return Stored.receipt(this);
    }
  }

  static final long QUARTER_SECONDS = 900;

  private final Database database;

  ReceiptTable(Database database) {
    this.database = database;
  }

  public Counts counts() throws IOException {
    return database.read(
        connection ->
            new Counts(
                (int) Sql.number(connection, "SELECT COUNT(*) FROM outbox"),
                (int) Sql.number(connection, "SELECT SUM(receipts) FROM settled"),
                (int) Sql.number(connection, "SELECT count FROM tally WHERE name = 'unpaid'"),
                (int) Sql.number(connection, "SELECT COUNT(*) FROM evidence"),
                new Bytes(Sql.number(connection, "SELECT SUM(bytes) FROM settled"))));
  }

  /** Up to {@code most} receipts in the order they were stored, after {@code skipped} of them. */
  public List<Row> page(long skipped, int most) throws IOException {
    return database.read(
        connection ->
            Sql.all(
                connection,
                "SELECT coordinator, sequence, envelope, logged, session FROM receipt"
                    + " ORDER BY coordinator, session, sequence LIMIT ? OFFSET ?",
                ReceiptTable::row,
                most,
                skipped));
  }

  private static Row row(ResultSet row) throws SQLException {
    var session = row.getString(5);
    return new Row(
        row.getString(1),
        row.getLong(2),
        row.getString(3),
        row.getString(4),
        session.isEmpty() ? null : session);
  }

  /**
   * A receipt as it lies on the disk, with when it was stored.
   *
   * @param id stays the same
   */
  public record Kept(long id, Row row, Instant settledAt, Bytes delivered) {}

  /** The newest first, those stored before {@code id}. */
  public List<Kept> before(long id, int most) throws IOException {
    return database.read(
        connection ->
            Sql.all(
                connection,
                "SELECT coordinator, sequence, envelope, logged, session, rowid, settled_at,"
                    + " delivered"
                    + " FROM receipt WHERE rowid < ? ORDER BY rowid DESC LIMIT ?",
                row ->
                    new Kept(
                        row.getLong(6),
                        row(row),
                        Instant.parse(row.getString(7)),
                        new Bytes(row.getLong(8))),
                id,
                most));
  }

  /** Receipts that were settled in one quarter of an hour. */
  public record Settled(Instant start, int receipts, Bytes bytes) {}

  public List<Settled> settledSince(Instant start) throws IOException {
    return database.read(
        connection ->
            Sql.all(
                connection,
                "SELECT quarter, receipts, bytes FROM settled WHERE quarter >= ? ORDER BY quarter",
                row ->
                    new Settled(
                        Instant.ofEpochSecond(row.getLong(1) * QUARTER_SECONDS),
                        row.getInt(2),
                        new Bytes(row.getLong(3))),
                start.getEpochSecond() / QUARTER_SECONDS));
  }

  /** Bytes that were delivered, or will be, and are not settled. */
  public Bytes waitingBytes() throws IOException {
    return database.read(
        connection -> new Bytes(Sql.number(connection, "SELECT SUM(length(body)) FROM outbox")));
  }

  /** What a coordinator said of this agent's account. */
  public record Balance(
      String coordinator, long treeSize, long epoch, MicroLmr amount, Instant statedAt) {}

  /** The one that was told last; empty if none was. */
  public Optional<Balance> newestBalance() throws IOException {
    return database.read(
        connection ->
            Sql.first(
                connection,
                "SELECT coordinator, tree_size, epoch, amount, stated_at FROM balance"
                    + " ORDER BY stated_at DESC LIMIT 1",
                row ->
                    new Balance(
                        row.getString(1),
                        row.getLong(2),
                        row.getLong(3),
                        new MicroLmr(row.getLong(4)),
                        Instant.parse(row.getString(5)))));
  }

  /**
   * A coordinator that this agent has met.
   *
   * @param checkpoint the newest that was seen, a signed note; null if none was
   */
  public record Met(String key, String address, @Nullable String checkpoint) {}

  public List<Met> coordinators() throws IOException {
    return database.read(
        connection ->
            Sql.all(
                connection,
                "SELECT c.key, c.address, p.note FROM coordinator AS c"
                    + " LEFT JOIN checkpoint AS p ON p.coordinator = c.key ORDER BY c.first_seen_at",
                row -> new Met(row.getString(1), row.getString(2), row.getString(3))));
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
