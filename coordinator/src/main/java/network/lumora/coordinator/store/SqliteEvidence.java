package network.lumora.coordinator.store;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import network.lumora.coordinator.book.Evidence;
import network.lumora.proof.fraud.Finding;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.wire.DocumentCodec;
import org.jspecify.annotations.Nullable;

final class SqliteEvidence implements Evidence {
  private final Sql sql;
  private final DocumentCodec documents = new DocumentCodec();

  SqliteEvidence(Sql sql) {
    this.sql = sql;
  }

  @Override
  public void keep(PublicKey against, Finding finding, List<Envelope> bodies, Instant now)
      throws IOException {
    var key = against.toString();
    if (count(key, finding.kind()) < MAX_OF_A_KIND) {
      sql.update(
          "INSERT OR IGNORE INTO evidence (at, against, kind, detail, first, second)"
              + " VALUES (?, ?, ?, ?, ?, ?)",
          now.toEpochMilli(),
          key,
          finding.kind(),
          finding.detail(),
          body(bodies, 0),
          body(bodies, 1));
    }
  }

  private long count(String key, String kind) throws IOException {
    return sql.number("SELECT count(*) FROM evidence WHERE against = ? AND kind = ?", key, kind);
  }

  private byte @Nullable [] body(List<Envelope> bodies, int index) {
    return index < bodies.size() ? documents.writeBytes(bodies.get(index)) : null;
  }

  @Override
  public List<Kept> newest(int limit) throws IOException {
    return sql.all(
        "SELECT at, against, kind, detail, first, second FROM evidence ORDER BY number DESC LIMIT ?",
        this::kept,
        limit);
  }

  private Kept kept(ResultSet row) throws SQLException, ProtocolException {
    var bodies = new ArrayList<Envelope>();
    for (var column : List.of("first", "second")) {
      var body = row.getBytes(column);
      if (body != null) {
        bodies.add(documents.readEnvelope(body));
      }
    }
    return new Kept(
        Instant.ofEpochMilli(row.getLong("at")),
        PublicKey.parse(row.getString("against")),
        row.getString("kind"),
        row.getString("detail"),
        bodies);
  }
}
