package network.lumora.agent.journal;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import network.lumora.agent.consent.Consent;
import network.lumora.agent.consent.ConsentRecords;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.digest.Sha256;

/** Every consent that was given. Thread-safe. */
final class SqliteConsents implements ConsentRecords {
  private record Stored(int version, String sha256, String at) {}

  private final Database database;

  SqliteConsents(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Consent> latest() throws IOException {
    var stored =
        database.read(
            connection ->
                Sql.first(
                    connection,
                    "SELECT text_version, text_sha256, given_at FROM consent"
                        + " ORDER BY number DESC LIMIT 1",
                    row -> new Stored(row.getInt(1), row.getString(2), row.getString(3))));
    return stored.isEmpty() ? Optional.empty() : Optional.of(consent(stored.get()));
  }

  private static Consent consent(Stored stored) throws IOException {
    try {
      return new Consent(stored.version, Sha256.parse(stored.sha256), Instant.parse(stored.at));
    } catch (ProtocolException e) {
      throw new IOException("the stored consent cannot be read", e);
    }
  }

  @Override
  public void add(Consent consent) throws IOException {
    database.transact(
        connection ->
            Sql.change(
                connection,
                "INSERT INTO consent (text_version, text_sha256, given_at) VALUES (?, ?, ?)",
                consent.textVersion(),
                consent.textSha256().toString(),
                consent.givenAt().toString()));
  }
}
