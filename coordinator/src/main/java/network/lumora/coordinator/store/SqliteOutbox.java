package network.lumora.coordinator.store;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import network.lumora.coordinator.book.Outbox;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.wire.DocumentCodec;

final class SqliteOutbox implements Outbox {
  private final Sql sql;
  private final DocumentCodec documents = new DocumentCodec();

  SqliteOutbox(Sql sql) {
    this.sql = sql;
  }

  @Override
  public long add(Subject subject, Envelope envelope) throws IOException {
    var entry = documents.writeBytes(envelope);
    switch (subject) {
      case OrderBegins(var id) ->
          sql.update(
              "INSERT INTO outbox (kind, order_id, entry) VALUES ('BEGINS', ?, ?)", id, entry);
      case OrderEnds(var id) ->
          sql.update("INSERT INTO outbox (kind, order_id, entry) VALUES ('ENDS', ?, ?)", id, entry);
      case DeliveryCounts(var number, var agent, var sequence) ->
          sql.update(
              "INSERT INTO outbox (kind, delivery, agent, sequence, entry)"
                  + " VALUES ('COUNTS', ?, ?, ?, ?)",
              number,
              agent.toString(),
              sequence,
              entry);
      case LineIsProven(var id, var agent) ->
          sql.update(
              "INSERT INTO outbox (kind, challenge_id, agent, entry) VALUES ('LINE', ?, ?, ?)",
              id,
              agent.toString(),
              entry);
      case LinksAreFound(var id) ->
          sql.update(
              "INSERT INTO outbox (kind, challenge_id, entry) VALUES ('LINKS', ?, ?)", id, entry);
      case SessionCounts(var number, var provider) ->
          sql.update(
              "INSERT INTO outbox (kind, session_entry, agent, entry) VALUES ('SESSION', ?, ?, ?)",
              number,
              provider.toString(),
              entry);
      case EpochEnds(var epoch) ->
          sql.update(
              "INSERT INTO outbox (kind, epoch, entry) VALUES ('EPOCH', ?, ?)", epoch, entry);
    }
    return sql.number("SELECT last_insert_rowid()");
  }

  @Override
  public List<Entry> first(int limit) throws IOException {
    return sql.all(
        "SELECT * FROM outbox ORDER BY number LIMIT ?",
        row ->
            new Entry(
                row.getLong("number"), subject(row), documents.readEnvelope(row.getBytes("entry"))),
        limit);
  }

  private static Subject subject(ResultSet row) throws SQLException, ProtocolException {
    return switch (row.getString("kind")) {
      case "BEGINS" -> new OrderBegins(row.getString("order_id"));
      case "ENDS" -> new OrderEnds(row.getString("order_id"));
      case "COUNTS" ->
          new DeliveryCounts(
              row.getLong("delivery"),
              PublicKey.parse(row.getString("agent")),
              row.getLong("sequence"));
      case "LINE" ->
          new LineIsProven(row.getString("challenge_id"), PublicKey.parse(row.getString("agent")));
      case "LINKS" -> new LinksAreFound(row.getString("challenge_id"));
      case "SESSION" ->
          new SessionCounts(row.getLong("session_entry"), PublicKey.parse(row.getString("agent")));
      case "EPOCH" -> new EpochEnds(row.getLong("epoch"));
      case String other -> throw new IllegalStateException("no kind of entry: " + other);
    };
  }

  @Override
  public void remove(long number) throws IOException {
    sql.update("DELETE FROM outbox WHERE number = ?", number);
  }
}
