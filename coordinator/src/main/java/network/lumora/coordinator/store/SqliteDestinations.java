package network.lumora.coordinator.store;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import network.lumora.coordinator.book.Destinations;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.wire.DocumentCodec;

final class SqliteDestinations implements Destinations {
  private final Sql sql;
  private final DocumentCodec documents = new DocumentCodec();

  SqliteDestinations(Sql sql) {
    this.sql = sql;
  }

  @Override
  public Optional<Destination> find(PublicKey owner, String host) throws IOException {
    return sql.first(
        "SELECT owner, host, nonce, asked_at, entry, seen_at FROM destination"
            + " WHERE owner = ? AND host = ?",
        this::destination,
        owner.toString(),
        host);
  }

  private Destination destination(ResultSet row) throws SQLException, ProtocolException {
    var entry = row.getBytes("entry");
    return new Destination(
        PublicKey.parse(row.getString("owner")),
        row.getString("host"),
        row.getString("nonce"),
        Instant.ofEpochMilli(row.getLong("asked_at")),
        entry == null ? null : documents.readEnvelope(entry),
        entry == null ? null : Instant.ofEpochMilli(row.getLong("seen_at")));
  }

  @Override
  public void keep(Destination destination) throws IOException {
    var entry = destination.entry();
    var seenAt = destination.seenAt();
    sql.update(
        "INSERT OR REPLACE INTO destination (owner, host, nonce, asked_at, entry, seen_at)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        destination.owner().toString(),
        destination.host(),
        destination.nonce(),
        destination.askedAt().toEpochMilli(),
        entry == null ? null : documents.writeBytes(entry),
        seenAt == null ? null : seenAt.toEpochMilli());
  }

  @Override
  public int count(PublicKey owner) throws IOException {
    return (int) sql.number("SELECT count(*) FROM destination WHERE owner = ?", owner.toString());
  }
}
