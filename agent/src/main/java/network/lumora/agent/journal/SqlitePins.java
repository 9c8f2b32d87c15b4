package network.lumora.agent.journal;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import network.lumora.agent.link.KeyPins;
import network.lumora.protocol.identity.PublicKey;

/** The first key of each coordinator's address. Thread-safe. */
final class SqlitePins implements KeyPins {
  private final Database database;

  SqlitePins(Database database) {
    this.database = database;
  }

  @Override
  public Optional<PublicKey> at(String address) throws IOException {
    var text =
        database.read(
            connection ->
                Sql.first(
                    connection,
                    "SELECT key FROM coordinator WHERE address = ?",
                    row -> row.getString(1),
                    address));
    return text.isEmpty() ? Optional.empty() : Optional.of(Stored.key(text.get()));
  }

  @Override
  public void pin(String address, PublicKey key, Instant now) throws IOException {
    database.transact(
        connection ->
            Sql.change(
                connection,
                "INSERT OR IGNORE INTO coordinator (address, key, first_seen_at) VALUES (?, ?, ?)",
                address,
                key.toString(),
                now.toString()));
  }
}
