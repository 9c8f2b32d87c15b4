package network.lumora.coordinator.store;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import network.lumora.coordinator.book.GivenLease;
import network.lumora.coordinator.book.Leases;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Lease;
import network.lumora.protocol.message.TaskId;
import network.lumora.protocol.wire.DocumentCodec;

final class SqliteLeases implements Leases {
  private static final String COLUMNS = "SELECT statement, live, reason FROM lease ";

  private final Sql sql;
  private final DocumentCodec documents = new DocumentCodec();

  SqliteLeases(Sql sql) {
    this.sql = sql;
  }

  @Override
  public void add(GivenLease lease) throws IOException {
    var statement = lease.statement();
    sql.update(
        "INSERT INTO lease (id, order_id, page, agent, expires_at, live, statement, reason)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        statement.leaseId(),
        statement.taskId().orderId(),
        statement.taskId().index(),
        statement.agent().toString(),
        statement.expiresAt().toEpochMilli(),
        lease.live(),
        documents.writeBytes(statement),
        lease.reason());
  }

  @Override
  public Optional<GivenLease> find(String id) throws IOException {
    return sql.first(COLUMNS + "WHERE id = ?", this::lease, id);
  }

  @Override
  public List<GivenLease> of(PublicKey agent) throws IOException {
    return sql.all(COLUMNS + "WHERE agent = ? AND live = 1", this::lease, agent.toString());
  }

  @Override
  public List<GivenLease> on(String orderId) throws IOException {
    return sql.all(COLUMNS + "WHERE order_id = ? AND live = 1", this::lease, orderId);
  }

  @Override
  public List<GivenLease> on(TaskId task) throws IOException {
    return sql.all(
        COLUMNS + "WHERE order_id = ? AND page = ? AND live = 1",
        this::lease,
        task.orderId(),
        task.index());
  }

  @Override
  public List<GivenLease> everOn(TaskId task) throws IOException {
    return sql.all(
        COLUMNS + "WHERE order_id = ? AND page = ? ORDER BY expires_at",
        this::lease,
        task.orderId(),
        task.index());
  }

  @Override
  public List<GivenLease> newest(int limit) throws IOException {
    return sql.all(COLUMNS + "WHERE live = 1 ORDER BY expires_at DESC LIMIT ?", this::lease, limit);
  }

  @Override
  public List<GivenLease> expired(Instant now, int limit) throws IOException {
    return sql.all(
        COLUMNS + "WHERE live = 1 AND expires_at <= ? ORDER BY expires_at LIMIT ?",
        this::lease,
        now.toEpochMilli(),
        limit);
  }

  @Override
  public boolean anyOn(TaskId task) throws IOException {
    return sql.number(
            "SELECT EXISTS (SELECT 1 FROM lease WHERE order_id = ? AND page = ? AND live = 1)",
            task.orderId(),
            task.index())
        == 1;
  }

  @Override
  public boolean end(String id) throws IOException {
    return sql.update("UPDATE lease SET live = 0 WHERE id = ? AND live = 1", id) == 1;
  }

  private GivenLease lease(ResultSet row) throws SQLException, ProtocolException {
    return new GivenLease(
        documents.read(row.getBytes("statement"), Lease.class),
        row.getBoolean("live"),
        row.getString("reason"));
  }
}
