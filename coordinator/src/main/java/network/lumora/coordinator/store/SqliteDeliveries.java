package network.lumora.coordinator.store;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import network.lumora.coordinator.book.Deliveries;
import network.lumora.coordinator.book.Delivery;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Receipt;
import network.lumora.protocol.message.ToAgent.UnpaidReason;
import network.lumora.protocol.seal.Sealed;
import network.lumora.protocol.wire.DocumentCodec;

final class SqliteDeliveries implements Deliveries {
  private static final String COLUMNS =
      "SELECT agent, sequence, payload_sha256, reason, detail, entry, log_index FROM delivery ";

  private final Sql sql;
  private final DocumentCodec documents = new DocumentCodec();

  SqliteDeliveries(Sql sql) {
    this.sql = sql;
  }

  @Override
  public Optional<Delivery> find(PublicKey agent, long sequence) throws IOException {
    return sql.first(
        COLUMNS + "WHERE agent = ? AND sequence = ?", this::delivery, agent.toString(), sequence);
  }

  @Override
  public long count(
      Receipt receipt,
      Sha256 payloadSha256,
      Sha256 policySha256,
      Envelope countersigned,
      Sealed sealed,
      Instant now)
      throws IOException {
    sql.update(
        "INSERT INTO delivery (agent, sequence, payload_sha256, received_at, order_id, page,"
            + " policy_sha256, entry, sealed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        receipt.agent().toString(),
        receipt.sequence(),
        payloadSha256.toString(),
        now.toEpochMilli(),
        receipt.taskId().orderId(),
        receipt.taskId().index(),
        policySha256.toString(),
        documents.writeBytes(countersigned),
        sealed.bytes());
    long number = sql.number("SELECT last_insert_rowid()");
    advance(receipt.agent());
    return number;
  }

  @Override
  public void refuse(
      PublicKey agent,
      long sequence,
      Sha256 payloadSha256,
      UnpaidReason reason,
      String detail,
      Instant now)
      throws IOException {
    sql.update(
        "INSERT INTO delivery (agent, sequence, payload_sha256, received_at, reason, detail)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        agent.toString(),
        sequence,
        payloadSha256.toString(),
        now.toEpochMilli(),
        reason.name(),
        detail);
    advance(agent);
  }

  @Override
  public void setIndex(long number, long index) throws IOException {
    sql.update("UPDATE delivery SET log_index = ? WHERE number = ?", index, number);
  }

  @Override
  public void setRefused(long number, String detail) throws IOException {
    sql.update(
        "UPDATE delivery SET reason = ?, detail = ? WHERE number = ?",
        UnpaidReason.RECEIPT_INVALID.name(),
        detail,
        number);
  }

  @Override
  public long receivedThrough(PublicKey agent) throws IOException {
    return sql.number(
        "SELECT coalesce((SELECT received_through FROM agent WHERE key = ?), 0)", agent.toString());
  }

  @Override
  public void acknowledge(PublicKey agent, long sequence) throws IOException {
    sql.update(
        "DELETE FROM delivery WHERE agent = ? AND sequence <= ? AND entry IS NULL",
        agent.toString(),
        sequence);
    if (sequence > receivedThrough(agent)) {
      set(agent, sequence);
      advance(agent);
    }
  }

  private void advance(PublicKey agent) throws IOException {
    long before = receivedThrough(agent);
    long through = before;
    while (isStored(agent, through + 1)) {
      through++;
    }
    if (through > before) {
      set(agent, through);
    }
  }

  private boolean isStored(PublicKey agent, long sequence) throws IOException {
    return sql.number(
            "SELECT count(*) FROM delivery WHERE agent = ? AND sequence = ?",
            agent.toString(),
            sequence)
        > 0;
  }

  private void set(PublicKey agent, long through) throws IOException {
    sql.update(
        "INSERT INTO agent (key, received_through) VALUES (?, ?)"
            + " ON CONFLICT (key) DO UPDATE SET received_through = excluded.received_through",
        agent.toString(),
        through);
  }

  @Override
  public List<Delivery> after(PublicKey agent, long sequence, int limit) throws IOException {
    return sql.all(
        COLUMNS + "WHERE agent = ? AND sequence > ? ORDER BY sequence LIMIT ?",
        this::delivery,
        agent.toString(),
        sequence,
        limit);
  }

  @Override
  public List<Long> logged(String orderId, long afterIndex, int limit) throws IOException {
    return sql.all(
        "SELECT log_index FROM delivery WHERE order_id = ? AND log_index > ? ORDER BY log_index"
            + " LIMIT ?",
        row -> row.getLong(1),
        orderId,
        afterIndex,
        limit);
  }

  @Override
  public Result at(long index) throws IOException {
    return sql.one(
        "SELECT page, entry, sealed, policy_sha256 FROM delivery WHERE log_index = ?",
        row ->
            new Result(
                row.getInt(1),
                documents.readEnvelope(row.getBytes(2)),
                Sealed.of(row.getBytes(3)),
                Sha256.parse(row.getString(4))),
        index);
  }

  private Delivery delivery(ResultSet row) throws SQLException, ProtocolException {
    return new Delivery(
        PublicKey.parse(row.getString("agent")),
        row.getLong("sequence"),
        Sha256.parse(row.getString("payload_sha256")),
        fate(row));
  }

  private Delivery.Fate fate(ResultSet row) throws SQLException, ProtocolException {
    var reason = row.getString("reason");
    if (reason != null) {
      return new Delivery.Unpaid(UnpaidReason.valueOf(reason), row.getString("detail"));
    }
    long index = row.getLong("log_index");
    var logged = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(index);
    return new Delivery.Counted(documents.readEnvelope(row.getBytes("entry")), logged);
  }
}
