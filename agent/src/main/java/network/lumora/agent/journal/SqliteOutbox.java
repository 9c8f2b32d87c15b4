package network.lumora.agent.journal;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import network.lumora.agent.receipt.Delivery;
import network.lumora.agent.receipt.JournalEntry;
import network.lumora.agent.receipt.Outbox;
import network.lumora.agent.receipt.SettledReceipt;
import network.lumora.agent.receipt.SettlementCheck;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Logged;
import network.lumora.protocol.message.TaskId;
import network.lumora.protocol.message.ToAgent.Balance;
import network.lumora.protocol.message.ToAgent.Unpaid;
import network.lumora.protocol.seal.Sealed;
import network.lumora.protocol.units.Bytes;
import org.jspecify.annotations.Nullable;

/** Deliveries and receipts in tables. Thread-safe. */
final class SqliteOutbox implements Outbox {
  private static final String WAITING = "waiting";

  private static final String SETTLED = "settled";

  /** A coordinator that sends broken settlements in numbers shall not fill the disk. */
  private static final int MAX_EVIDENCE = 200;

  private static final String SELECT =
      "SELECT sequence, lease, receipt, body, connect_millis FROM outbox WHERE coordinator = ? AND"
          + " sequence ";

  private record Row(
      long sequence, String lease, String receipt, Sealed body, @Nullable Integer connectMillis) {}

  private record Pair(String envelope, String logged) {}

  private final Database database;
  private final Keeping keeping;
  private final DeliveryRules rules = new DeliveryRules();

  SqliteOutbox(Database database, Keeping keeping) {
    this.database = database;
    this.keeping = keeping;
  }

  @Override
  public Delivery add(
      PublicKey coordinator,
      String leaseId,
      Sealed body,
      JournalEntry entry,
      @Nullable Integer connectMillis,
      LongFunction<Envelope> receipt)
      throws IOException {
    var row = new long[1];
    var delivery =
        database.transact(
            connection -> {
              long sequence = nextSequence(connection, coordinator);
              var signed = receipt.apply(sequence);
              Sql.change(
                  connection,
                  "INSERT INTO outbox (coordinator, sequence, lease, receipt, body,"
                      + " connect_millis) VALUES (?, ?, ?, ?, ?, ?)",
                  coordinator.toString(),
                  sequence,
                  leaseId,
                  Stored.text(signed),
                  body.bytes(),
                  connectMillis);
              row[0] = insert(connection, entry, sequence, WAITING);
              return new Delivery(coordinator, sequence, leaseId, signed, body, connectMillis);
            });
    tell(row[0], entry.at());
    return delivery;
  }

  /** The row's number; 0 if the host keeps none. */
  private long insert(
      Connection connection, JournalEntry entry, @Nullable Long sequence, String receipt)
      throws SQLException {
    return keeping.keepsRows() ? JournalTable.insert(connection, entry, sequence, receipt) : 0;
  }

  private void tell(long row, Instant now) throws IOException {
    if (row > 0) {
      keeping.watch().written(row);
      keeping.prune(new JournalTable(database), now, false);
    }
  }

  private void changed(long row) {
    if (row > 0) {
      keeping.watch().written(row);
    }
  }

  private static long nextSequence(Connection connection, PublicKey coordinator)
      throws SQLException {
    Sql.change(
        connection,
        "INSERT INTO sequence (coordinator, last) VALUES (?, 1)"
            + " ON CONFLICT (coordinator) DO UPDATE SET last = last + 1",
        coordinator.toString());
    return last(connection, coordinator);
  }

  private static long last(Connection connection, PublicKey coordinator) throws SQLException {
    return Sql.number(
        connection, "SELECT last FROM sequence WHERE coordinator = ?", coordinator.toString());
  }

  @Override
  public void note(JournalEntry entry, String why) throws IOException {
    tell(database.transact(connection -> insert(connection, entry, null, why)), entry.at());
  }

  @Override
  public void noteSession(JournalEntry entry, String grantId, String why) throws IOException {
    long row =
        database.transact(
            connection ->
                insert(connection, entry, null, isKept(connection, grantId) ? SETTLED : why));
    tell(row, entry.at());
  }

  private static boolean isKept(Connection connection, String grantId) throws SQLException {
    return Sql.number(connection, "SELECT COUNT(*) FROM receipt WHERE session = ?", grantId) > 0;
  }

  @Override
  public Optional<Delivery> firstAfter(PublicKey coordinator, long sequence) throws IOException {
    return delivery(coordinator, "> ? ORDER BY sequence LIMIT 1", sequence);
  }

  @Override
  public Optional<Delivery> find(PublicKey coordinator, long sequence) throws IOException {
    return delivery(coordinator, "= ?", sequence);
  }

  private Optional<Delivery> delivery(PublicKey coordinator, String condition, long sequence)
      throws IOException {
    var row =
        database.read(
            connection ->
                Sql.first(
                    connection,
                    SELECT + condition,
                    each ->
                        new Row(
                            each.getLong(1),
                            each.getString(2),
                            each.getString(3),
                            Sealed.of(each.getBytes(4)),
                            connectMillis(each)),
                    coordinator.toString(),
                    sequence));
    return row.isEmpty() ? Optional.empty() : Optional.of(delivery(coordinator, row.get()));
  }

  private static @Nullable Integer connectMillis(ResultSet row) throws SQLException {
    int millis = row.getInt(5);
    return row.wasNull() ? null : (Integer) millis;
  }

  private static Delivery delivery(PublicKey coordinator, Row row) throws IOException {
    return new Delivery(
        coordinator,
        row.sequence,
        row.lease,
        Stored.envelope(row.receipt),
        row.body,
        row.connectMillis);
  }

  @Override
  public List<String> leasesAfter(PublicKey coordinator, long sequence, int most)
      throws IOException {
    return database.read(
        connection ->
            Sql.all(
                connection,
                "SELECT lease FROM outbox WHERE coordinator = ? AND sequence > ?"
                    + " ORDER BY sequence LIMIT ?",
                row -> row.getString(1),
                coordinator.toString(),
                sequence,
                most));
  }

  @Override
  public long acknowledgedThrough(PublicKey coordinator) throws IOException {
    return database.read(
        connection -> {
          var first =
              Sql.number(
                  connection,
                  "SELECT MIN(sequence) FROM outbox WHERE coordinator = ?",
                  coordinator.toString());
          return first > 0 ? first - 1 : last(connection, coordinator);
        });
  }

  @Override
  public int waiting() throws IOException {
    return database.read(connection -> (int) Sql.number(connection, "SELECT COUNT(*) FROM outbox"));
  }

  @Override
  public Optional<SettledReceipt> settled(PublicKey coordinator, long sequence) throws IOException {
    var pair =
        database.read(
            connection ->
                Sql.first(
                    connection,
                    "SELECT envelope, logged FROM receipt WHERE coordinator = ?"
                        + " AND session = '' AND sequence = ?",
                    row -> new Pair(row.getString(1), row.getString(2)),
                    coordinator.toString(),
                    sequence));
    return pair.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new SettledReceipt(
                coordinator,
                sequence,
                Stored.envelope(pair.get().envelope),
                Stored.logged(pair.get().logged)));
  }

  @Override
  public void settle(Delivery delivery, SettledReceipt receipt, Instant now) throws IOException {
    long size = size(receipt.logged().checkpoint());
    long row =
        database.transact(
            connection -> {
              long delivered = delivery.body().length();
              int isNew = keep(connection, receipt, delivered, now);
              tally(connection, isNew, isNew * delivered, now);
              keepCheckpoint(connection, receipt, size);
              return rules.close(connection, delivery.coordinator(), delivery.sequence(), SETTLED);
            });
    changed(row);
    keeping.watch().settled(delivery.sequence());
  }

  /** How many receipts are new by it: 1, or 0 if it was kept before. */
  private static int keep(
      Connection connection, SettledReceipt receipt, long delivered, Instant now)
      throws SQLException {
    return Sql.change(
        connection,
        "INSERT OR IGNORE INTO receipt"
            + " (coordinator, session, sequence, envelope, logged, delivered, settled_at)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
        receipt.coordinator().toString(),
        receipt.session() == null ? "" : receipt.session(),
        receipt.sequence(),
        Stored.text(receipt.envelope()),
        Stored.text(receipt.logged()),
        delivered,
        now.toString());
  }

  private static void tally(Connection connection, int receipts, long bytes, Instant now)
      throws SQLException {
    Sql.change(
        connection,
        "INSERT INTO settled (quarter, receipts, bytes) VALUES (?, ?, ?)"
            + " ON CONFLICT (quarter) DO UPDATE SET"
            + " receipts = receipts + excluded.receipts, bytes = bytes + excluded.bytes",
        now.getEpochSecond() / ReceiptTable.QUARTER_SECONDS,
        receipts,
        bytes);
  }

  /** Only ever a longer log. */
  private static void keepCheckpoint(Connection connection, SettledReceipt receipt, long size)
      throws SQLException {
    Sql.change(
        connection,
        "INSERT INTO checkpoint (coordinator, size, note) VALUES (?, ?, ?)"
            + " ON CONFLICT (coordinator) DO UPDATE SET"
            + " size = excluded.size, note = excluded.note WHERE excluded.size > size",
        receipt.coordinator().toString(),
        size,
        receipt.logged().checkpoint());
  }

  @Override
  public void keepSession(SettledReceipt receipt, String grantId, Bytes bytes, Instant now)
      throws IOException {
    long size = size(receipt.logged().checkpoint());
    long row =
        database.transact(
            connection -> {
              long more = bytes.count() - keptBytes(connection, receipt, grantId);
              int isNew = keep(connection, receipt, bytes.count(), now);
              tally(connection, isNew, isNew * Math.max(0, more), now);
              keepCheckpoint(connection, receipt, size);
              return markSession(connection, receipt.coordinator(), grantId);
            });
    changed(row);
    keeping.watch().settled(receipt.sequence());
  }

  /** What earlier receipts of the session are for. */
  private static long keptBytes(Connection connection, SettledReceipt receipt, String grantId)
      throws SQLException {
    return Sql.number(
        connection,
        "SELECT MAX(delivered) FROM receipt WHERE coordinator = ? AND session = ?",
        receipt.coordinator().toString(),
        grantId);
  }

  /** The row's number; 0 if the relay goes on and has none yet. */
  private static long markSession(Connection connection, PublicKey coordinator, String grantId)
      throws SQLException {
    return Sql.number(
        connection,
        "UPDATE journal SET receipt = ? WHERE kind = 'RELAY' AND task = ? AND coordinator = ?"
            + " RETURNING number",
        SETTLED,
        new TaskId(grantId, 0).toString(),
        coordinator.toString());
  }

  private static long size(String note) throws IOException {
    try {
      return SettlementCheck.size(note);
    } catch (ProtocolException e) {
      throw new IOException("a checkpoint that was verified cannot be read", e);
    }
  }

  @Override
  public void close(PublicKey coordinator, Unpaid unpaid) throws IOException {
    long row =
        database.transact(
            connection ->
                rules.close(
                    connection,
                    coordinator,
                    unpaid.sequence(),
                    DeliveryRules.UNPAID + unpaid.reason()));
    changed(row);
  }

  @Override
  public void keepEvidence(
      PublicKey coordinator,
      long sequence,
      Envelope envelope,
      Logged logged,
      String reason,
      Instant now)
      throws IOException {
    long row =
        database.transact(
            connection -> {
              Sql.change(
                  connection,
                  "INSERT OR IGNORE INTO evidence"
                      + " (coordinator, sequence, envelope, logged, reason, received_at)"
                      + " SELECT ?, ?, ?, ?, ?, ? WHERE (SELECT COUNT(*) FROM evidence) < ?",
                  coordinator.toString(),
                  sequence,
                  Stored.text(envelope),
                  Stored.text(logged),
                  reason,
                  now.toString(),
                  MAX_EVIDENCE);
              return rules.mark(connection, coordinator, sequence, "broken: " + reason);
            });
    changed(row);
  }

  @Override
  public void keepBalance(PublicKey coordinator, Balance balance, Instant now) throws IOException {
    database.transact(
        connection ->
            Sql.change(
                connection,
                "INSERT OR REPLACE INTO balance (coordinator, tree_size, epoch, amount, stated_at)"
                    + " VALUES (?, ?, ?, ?, ?)",
                coordinator.toString(),
                balance.treeSize(),
                balance.epoch(),
                balance.amount().count(),
                now.toString()));
  }

  @Override
  public Optional<String> newestCheckpoint(PublicKey coordinator) throws IOException {
    return database.read(
        connection ->
            Sql.first(
                connection,
                "SELECT note FROM checkpoint WHERE coordinator = ?",
                row -> row.getString(1),
                coordinator.toString()));
  }
}
