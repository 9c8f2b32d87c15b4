package network.lumora.coordinator.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import network.lumora.coordinator.book.Windows;
import network.lumora.proof.fraud.DoubleClaim;
import network.lumora.proof.fraud.Replay;
import network.lumora.proof.fraud.Ruling;
import network.lumora.proof.grant.SignedGrant;
import network.lumora.proof.grant.Terms;
import network.lumora.proof.receipt.Claim;
import network.lumora.proof.receipt.Head;
import network.lumora.proof.receipt.Phase;
import network.lumora.proof.receipt.Session;
import network.lumora.proof.receipt.SignedWindow;
import network.lumora.proof.receipt.Slip;
import network.lumora.proof.receipt.Transcript;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Grant;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.wire.DocumentCodec;
import network.lumora.protocol.wire.StatementCodec;

/** Sessions and their receipts in tables; a receipt is found by its session's number. */
final class SqliteWindows implements Windows {
  /** Of one service, other sessions that a rule looks at. */
  private static final int MAX_SERVICES = 8;

  private static final String SESSION = "(SELECT number FROM session WHERE grant_id = ?)";

  private final Sql sql;
  private final DocumentCodec documents = new DocumentCodec();
  private final StatementCodec statements = new StatementCodec();

  SqliteWindows(Sql sql) {
    this.sql = sql;
  }

  @Override
  public void grant(SignedGrant grant, Instant now) throws IOException {
    var terms = grant.terms();
    sql.update(
        "INSERT INTO session (grant_id, entry, service, phase, since, payer)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        bytes(terms.grantId()),
        documents.writeBytes(grant.envelope()),
        service(terms),
        Phase.GRANTED.name(),
        now.toEpochMilli(),
        grant.grant().payer().toString());
  }

  @Override
  public Optional<Terms> terms(String grantId) throws IOException {
    return sql.first(
        "SELECT entry FROM session WHERE grant_id = ?", this::storedTerms, (Object) bytes(grantId));
  }

  private Terms storedTerms(ResultSet row) throws SQLException, ProtocolException {
    var envelope = documents.readEnvelope(row.getBytes("entry"));
    return new SignedGrant(statements.read(envelope, Grant.class), envelope).terms();
  }

  @Override
  public Session session(Terms terms) throws IOException {
    return sql.one(
        "SELECT phase, since FROM session WHERE grant_id = ?",
        row ->
            new Session(
                Phase.valueOf(row.getString("phase")),
                Instant.ofEpochMilli(row.getLong("since")),
                terms.notAfter()),
        (Object) bytes(terms.grantId()));
  }

  @Override
  public void setSession(String grantId, Session session) throws IOException {
    sql.update(
        "UPDATE session SET phase = ?, since = ? WHERE grant_id = ?",
        session.phase().name(),
        session.since().toEpochMilli(),
        bytes(grantId));
  }

  @Override
  public void count(Terms terms, SignedWindow window, Ruling.Counts counted) throws IOException {
    var head = counted.head();
    var claim = counted.claim();
    long began = claim.from().toEpochMilli();
    long ended = claim.to().toEpochMilli();
    var grantId = bytes(terms.grantId());
    sql.update(
        "INSERT INTO window_receipt (session, sequence, nonce, link_id, up, down, began_at, ended_at,"
            + " entry) VALUES ("
            + SESSION
            + ", ?, ?, ?, ?, ?, ?, ?, ?)",
        grantId,
        head.sequence(),
        bytes(window.receipt().nonce()),
        bytes(claim.linkId().orElse(window.receipt().linkId())),
        claim.up().count(),
        claim.down().count(),
        began,
        ended,
        Slip.write(window.envelope()));
    sql.update(
        "UPDATE session SET sequence = ?, payload_sha256 = ?, transcript = ?, up = ?, down = ?,"
            + " began_at = coalesce(began_at, ?), ended_at = ? WHERE grant_id = ?",
        head.sequence(),
        head.payloadSha256().bytes(),
        head.transcript().value().bytes(),
        head.up().count(),
        head.down().count(),
        began,
        ended,
        grantId);
  }

  @Override
  public Head head(Terms terms) throws IOException {
    return sql.first(
            "SELECT sequence, payload_sha256, up, down, ended_at, transcript FROM session"
                + " WHERE grant_id = ? AND sequence > 0",
            SqliteWindows::head,
            (Object) bytes(terms.grantId()))
        .orElseGet(() -> Head.of(terms));
  }

  private static Head head(ResultSet row) throws SQLException {
    return new Head(
        row.getLong(1),
        Sha256.fromBytes(row.getBytes(2)),
        new Bytes(row.getLong(3)),
        new Bytes(row.getLong(4)),
        Instant.ofEpochMilli(row.getLong(5)),
        new Transcript(Sha256.fromBytes(row.getBytes(6))));
  }

  @Override
  public Optional<Envelope> at(String grantId, long sequence) throws IOException {
    return sql.first(
        "SELECT s.entry, w.entry AS slip FROM session s JOIN window_receipt w ON w.session = s.number"
            + " WHERE s.grant_id = ? AND w.sequence = ?",
        row -> {
          var terms = storedTerms(row);
          return Slip.read(row.getBytes("slip"), List.of(terms.receiver(), terms.provider()));
        },
        bytes(grantId),
        sequence);
  }

  @Override
  public Optional<Replay.Use> nonce(PublicKey receiver, String nonce) throws IOException {
    return sql
        .all(
            "SELECT s.entry, w.sequence FROM window_receipt w JOIN session s ON s.number = w.session"
                + " WHERE w.nonce = ?",
            row -> new Used(storedTerms(row), row.getLong("sequence")),
            (Object) bytes(nonce))
        .stream()
        .filter(used -> used.terms.receiver().equals(receiver))
        .map(used -> new Replay.Use(used.terms.grantId(), used.sequence))
        .findFirst();
  }

  private record Used(Terms terms, long sequence) {}

  /** Who moved them does not matter to the rule: all of them share the line. */
  @Override
  public List<Claim> near(String linkId, Instant from, Instant to) throws IOException {
    return sql.all(
        "SELECT up, down, began_at, ended_at FROM window_receipt"
            + " WHERE link_id = ? AND ended_at >= ? AND began_at <= ? ORDER BY ended_at DESC LIMIT ?",
        row ->
            new Claim(
                Optional.of(linkId),
                new Bytes(row.getLong("up")),
                new Bytes(row.getLong("down")),
                Instant.ofEpochMilli(row.getLong("began_at")),
                Instant.ofEpochMilli(row.getLong("ended_at"))),
        bytes(linkId),
        from.toEpochMilli(),
        to.toEpochMilli(),
        MAX_NEAR);
  }

  @Override
  public List<DoubleClaim.Service> sameService(Terms terms) throws IOException {
    return sql.all(
        "SELECT grant_id, began_at, ended_at FROM session WHERE service = ? AND sequence > 0"
            + " AND grant_id <> ? ORDER BY number DESC LIMIT ?",
        row ->
            new DoubleClaim.Service(
                HexFormat.of().formatHex(row.getBytes("grant_id")),
                terms.subjectSha256(),
                terms.provider(),
                terms.receiver(),
                Instant.ofEpochMilli(row.getLong("began_at")),
                Instant.ofEpochMilli(row.getLong("ended_at"))),
        service(terms),
        bytes(terms.grantId()),
        MAX_SERVICES);
  }

  private static byte[] service(Terms terms) {
    var text = terms.subjectSha256() + "\n" + terms.provider() + "\n" + terms.receiver() + "\n";
    return Sha256.of(text.getBytes(StandardCharsets.UTF_8)).bytes();
  }

  private static byte[] bytes(String id) {
    return HexFormat.of().parseHex(id);
  }
}
