package network.lumora.coordinator.store;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import network.lumora.coordinator.book.SessionEntries;
import network.lumora.proof.receipt.Slip;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Grant;
import network.lumora.protocol.wire.DocumentCodec;
import network.lumora.protocol.wire.StatementCodec;

final class SqliteSessionEntries implements SessionEntries {
  private final Sql sql;
  private final DocumentCodec documents = new DocumentCodec();
  private final StatementCodec statements = new StatementCodec();

  SqliteSessionEntries(Sql sql) {
    this.sql = sql;
  }

  @Override
  public void over(String grantId, PublicKey provider) throws IOException {
    var grant =
        sql.first(
            "SELECT entry FROM session WHERE grant_id = ?", this::grant, (Object) bytes(grantId));
    if (grant.filter(each -> each.provider().equals(provider)).isPresent()) {
      sql.update("UPDATE session SET is_over = 1 WHERE grant_id = ?", (Object) bytes(grantId));
    }
  }

  @Override
  public List<Due> due(Instant quiet, int most) throws IOException {
    return sql.all(
        "SELECT s.entry, s.sequence, w.entry AS slip FROM session s JOIN window_receipt w"
            + " ON w.session = s.number AND w.sequence = s.sequence"
            + " WHERE s.sequence > s.entered AND s.phase = 'OPEN'"
            + " AND (s.is_over = 1 OR s.ended_at < ?) ORDER BY s.number LIMIT ?",
        this::due,
        quiet.toEpochMilli(),
        most);
  }

  private Due due(ResultSet row) throws SQLException, ProtocolException {
    var grant = grant(row);
    return new Due(
        grant.grantId(), signedGrant(row), receipt(row), row.getLong("sequence"), grant.provider());
  }

  private Envelope signedGrant(ResultSet row) throws SQLException, ProtocolException {
    return documents.readEnvelope(row.getBytes("entry"));
  }

  private Grant grant(ResultSet row) throws SQLException, ProtocolException {
    return statements.read(signedGrant(row), Grant.class);
  }

  private Envelope receipt(ResultSet row) throws SQLException, ProtocolException {
    var grant = grant(row);
    return Slip.read(row.getBytes("slip"), List.of(grant.receiver(), grant.provider()));
  }

  @Override
  public long enter(Due due, Envelope entry) throws IOException {
    sql.update(
        "INSERT INTO session_entry (session, sequence, provider, entry)"
            + " SELECT number, ?, ?, ? FROM session WHERE grant_id = ?",
        due.sequence(),
        due.provider().toString(),
        documents.writeBytes(entry),
        bytes(due.grantId()));
    long number = sql.number("SELECT last_insert_rowid()");
    sql.update(
        "UPDATE session SET entered = ? WHERE grant_id = ?", due.sequence(), bytes(due.grantId()));
    return number;
  }

  @Override
  public void setIndex(long number, long index) throws IOException {
    sql.update("UPDATE session_entry SET log_index = ? WHERE number = ?", index, number);
  }

  @Override
  public void remove(long number) throws IOException {
    sql.update("DELETE FROM session_entry WHERE number = ?", number);
  }

  @Override
  public Optional<InLog> find(long number) throws IOException {
    return sql.first(
        "SELECT number, entry, log_index FROM session_entry"
            + " WHERE number = ? AND log_index IS NOT NULL",
        this::inLog,
        number);
  }

  private InLog inLog(ResultSet row) throws SQLException, ProtocolException {
    return new InLog(
        row.getLong("number"),
        documents.readEnvelope(row.getBytes("entry")),
        row.getLong("log_index"));
  }

  @Override
  public List<InLog> toTell(PublicKey provider, long after, int most) throws IOException {
    return sql.all(
        "SELECT number, entry, log_index FROM session_entry WHERE provider = ? AND kept = 0"
            + " AND log_index IS NOT NULL AND number > ? ORDER BY number LIMIT ?",
        this::inLog,
        provider.toString(),
        after,
        most);
  }

  @Override
  public void kept(PublicKey provider, String grantId, long sequence) throws IOException {
    sql.update(
        "UPDATE session_entry SET kept = 1 WHERE provider = ? AND sequence <= ? AND log_index IS"
            + " NOT NULL AND session = (SELECT number FROM session WHERE grant_id = ?)",
        provider.toString(),
        sequence,
        bytes(grantId));
  }

  @Override
  public List<Paid> paidBy(PublicKey payer, int most) throws IOException {
    return sql.all(
        "SELECT s.entry, w.entry AS slip, e.number, e.entry AS logged_entry, e.log_index"
            + " FROM session s"
            + " JOIN window_receipt w ON w.session = s.number AND w.sequence = s.sequence"
            + " LEFT JOIN session_entry e ON e.number = (SELECT max(number) FROM session_entry"
            + " WHERE session = s.number AND log_index IS NOT NULL)"
            + " WHERE s.payer = ? AND s.sequence > 0 ORDER BY s.number DESC LIMIT ?",
        row -> new Paid(signedGrant(row), receipt(row), newest(row)),
        payer.toString(),
        most);
  }

  private Optional<InLog> newest(ResultSet row) throws SQLException, ProtocolException {
    var entry = row.getBytes("logged_entry");
    return entry == null
        ? Optional.empty()
        : Optional.of(
            new InLog(
                row.getLong("number"), documents.readEnvelope(entry), row.getLong("log_index")));
  }

  private static byte[] bytes(String id) {
    return HexFormat.of().parseHex(id);
  }
}
