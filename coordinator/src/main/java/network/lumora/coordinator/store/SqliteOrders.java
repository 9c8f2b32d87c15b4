package network.lumora.coordinator.store;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import network.lumora.coordinator.book.Load;
import network.lumora.coordinator.book.Order;
import network.lumora.coordinator.book.Orders;
import network.lumora.coordinator.book.Tally;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.OrderHead;
import network.lumora.protocol.message.Urgency;
import network.lumora.protocol.message.Wishes;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.wire.DocumentCodec;

final class SqliteOrders implements Orders {
  private static final String COLUMNS =
      "SELECT id, consumer, head_sha256, phase, closed, pages, waiting, working, ok, refused,"
          + " failed, exhausted, dropped, delivered, created_at FROM orders ";

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  private final Sql sql;
  private final DocumentCodec documents = new DocumentCodec();

  SqliteOrders(Sql sql) {
    this.sql = sql;
  }

  @Override
  public void add(
      OrderHead head, Sha256 headSha256, Envelope signed, String instructions, Instant now)
      throws IOException {
    sql.update(
        "INSERT INTO orders (id, consumer, head_sha256, phase, pages, waiting, created_at,"
            + " urgency, deadline) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        head.orderId(),
        head.consumer().toString(),
        headSha256.toString(),
        Order.Phase.ENTERING.name(),
        head.pageCount(),
        head.pageCount(),
        now.toEpochMilli(),
        rank(head.wished().urgency()),
        deadline(head.wished()));
    sql.update(
        "INSERT INTO order_text (order_id, head, instructions) VALUES (?, ?, ?)",
        head.orderId(),
        documents.writeBytes(signed),
        instructions);
  }

  private static int rank(Urgency urgency) {
    return switch (urgency) {
      case SOON -> 0;
      case NORMAL -> 1;
      case WHENEVER -> 2;
    };
  }

  /** The column takes no instant of year 300,000,000. */
  private static long deadline(Wishes wishes) {
    var deadline = wishes.deadline();
    return deadline == null || deadline.isAfter(LAST) ? Long.MAX_VALUE : deadline.toEpochMilli();
  }

  @Override
  public Optional<Order> find(String id) throws IOException {
    return sql.first(COLUMNS + "WHERE id = ?", SqliteOrders::order, id);
  }

  @Override
  public Optional<Order.Phase> phase(String id) throws IOException {
    return sql.first(
        "SELECT phase FROM orders WHERE id = ?", row -> Order.Phase.valueOf(row.getString(1)), id);
  }

  @Override
  public Envelope head(String id) throws IOException {
    return sql.one(
        "SELECT head FROM order_text WHERE order_id = ?",
        row -> documents.readEnvelope(row.getBytes(1)),
        id);
  }

  @Override
  public String instructions(String id) throws IOException {
    return sql.one(
        "SELECT instructions FROM order_text WHERE order_id = ?", row -> row.getString(1), id);
  }

  @Override
  public List<Order> newest(PublicKey consumer, int limit) throws IOException {
    return sql.all(
        COLUMNS + "WHERE consumer = ? ORDER BY number DESC LIMIT ?",
        SqliteOrders::order,
        consumer.toString(),
        limit);
  }

  @Override
  public void setPhase(String id, Order.Phase phase) throws IOException {
    sql.update("UPDATE orders SET phase = ? WHERE id = ?", phase.name(), id);
  }

  @Override
  public void setClosed(String id) throws IOException {
    sql.update("UPDATE orders SET closed = 1 WHERE id = ?", id);
  }

  @Override
  public long openPages(PublicKey consumer) throws IOException {
    return sql.number(
        "SELECT coalesce(sum(waiting + working), 0) FROM orders"
            + " WHERE consumer = ? AND waiting + working > 0",
        consumer.toString());
  }

  @Override
  public List<String> lapsed(Instant now, int limit) throws IOException {
    return sql.all(
        "SELECT id FROM orders WHERE phase IN ('ENTERING', 'OPEN') AND deadline <= ?"
            + " ORDER BY deadline LIMIT ?",
        row -> row.getString(1),
        now.toEpochMilli(),
        limit);
  }

  @Override
  public List<Order> open(int limit) throws IOException {
    return sql.all(
        COLUMNS + "WHERE waiting + working > 0 ORDER BY number DESC LIMIT ?",
        SqliteOrders::order,
        limit);
  }

  @Override
  public Load load() throws IOException {
    return sql.one(
        "SELECT count(*), coalesce(sum(waiting), 0), coalesce(sum(working), 0) FROM orders"
            + " WHERE waiting + working > 0",
        row -> new Load(row.getLong(1), row.getLong(2), row.getLong(3)));
  }

  @Override
  public long openOrders() throws IOException {
    return sql.number("SELECT count(*) FROM orders WHERE waiting + working > 0");
  }

  private static Order order(ResultSet row) throws SQLException, ProtocolException {
    return new Order(
        row.getString("id"),
        PublicKey.parse(row.getString("consumer")),
        Sha256.parse(row.getString("head_sha256")),
        Order.Phase.valueOf(row.getString("phase")),
        row.getBoolean("closed"),
        row.getInt("pages"),
        tally(row),
        Instant.ofEpochMilli(row.getLong("created_at")));
  }

  private static Tally tally(ResultSet row) throws SQLException {
    return new Tally(
        row.getInt("waiting"),
        row.getInt("working"),
        row.getInt("ok"),
        row.getInt("refused"),
        row.getInt("failed"),
        row.getInt("exhausted"),
        row.getInt("dropped"),
        new Bytes(row.getLong("delivered")));
  }
}
