package network.lumora.agent.journal;

import java.io.IOException;
import java.util.Optional;
import network.lumora.agent.rules.RulesStore;
import network.lumora.bridge.agent.Rules;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.wire.DocumentCodec;

/** The host's rules as one document. Thread-safe. */
final class SqliteRules implements RulesStore {
  private static final DocumentCodec CODEC = new DocumentCodec();

  private final Database database;

  SqliteRules(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Rules> rules() throws IOException {
    var document =
        database.read(
            connection ->
                Sql.first(connection, "SELECT document FROM rules", row -> row.getString(1)));
    return document.isEmpty() ? Optional.empty() : Optional.of(read(document.get()));
  }

  private static Rules read(String document) throws IOException {
    try {
      return CODEC.read(document, Rules.class);
    } catch (ProtocolException e) {
      throw new IOException("the stored rules cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public void keep(Rules rules) throws IOException {
    database.transact(
        connection ->
            Sql.change(
                connection,
                "INSERT INTO rules (id, document) VALUES (1, ?)"
                    + " ON CONFLICT (id) DO UPDATE SET document = excluded.document",
                CODEC.write(rules)));
  }
}
