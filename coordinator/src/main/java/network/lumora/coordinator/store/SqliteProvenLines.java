package network.lumora.coordinator.store;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import network.lumora.coordinator.book.ProvenLine;
import network.lumora.coordinator.book.ProvenLines;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.ChallengeDirection;
import network.lumora.protocol.message.LineGrade;
import network.lumora.protocol.units.BytesPerSecond;
import network.lumora.protocol.wire.DocumentCodec;

final class SqliteProvenLines implements ProvenLines {
  private final Sql sql;
  private final DocumentCodec documents = new DocumentCodec();

  SqliteProvenLines(Sql sql) {
    this.sql = sql;
  }

  @Override
  public void add(ProvenLine line) throws IOException {
    sql.update(
        "INSERT INTO proven_line (challenge_id, agent, direction, ended_at, estimate, proven,"
            + " grade, link_id, entry) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        line.challengeId(),
        line.agent().toString(),
        line.direction().name(),
        line.endedAt().toEpochMilli(),
        line.estimate().count(),
        line.proven().count(),
        line.grade().name(),
        line.linkId(),
        documents.writeBytes(line.entry()));
  }

  @Override
  public Optional<ProvenLine> find(String challengeId) throws IOException {
    return sql.first("SELECT * FROM proven_line WHERE challenge_id = ?", this::read, challengeId);
  }

  @Override
  public List<ProvenLine> newest(PublicKey agent, ChallengeDirection direction, int limit)
      throws IOException {
    return sql.all(
            "SELECT * FROM proven_line WHERE agent = ? AND direction = ?"
                + " ORDER BY number DESC LIMIT ?",
            this::read,
            agent.toString(),
            direction.name(),
            limit)
        .reversed();
  }

  @Override
  public Optional<BytesPerSecond> proven(PublicKey agent, ChallengeDirection direction)
      throws IOException {
    return sql.first(
        "SELECT proven FROM proven_line WHERE agent = ? AND direction = ?"
            + " ORDER BY number DESC LIMIT 1",
        row -> new BytesPerSecond(row.getLong(1)),
        agent.toString(),
        direction.name());
  }

  private ProvenLine read(ResultSet row) throws SQLException, ProtocolException {
    long index = row.getLong("log_index");
    return new ProvenLine(
        row.getString("challenge_id"),
        PublicKey.parse(row.getString("agent")),
        ChallengeDirection.valueOf(row.getString("direction")),
        Instant.ofEpochMilli(row.getLong("ended_at")),
        new BytesPerSecond(row.getLong("estimate")),
        new BytesPerSecond(row.getLong("proven")),
        LineGrade.valueOf(row.getString("grade")),
        row.getString("link_id"),
        row.getObject("log_index") == null ? OptionalLong.empty() : OptionalLong.of(index),
        documents.readEnvelope(row.getBytes("entry")));
  }

  @Override
  public void setIndex(String challengeId, long index) throws IOException {
    sql.update("UPDATE proven_line SET log_index = ? WHERE challenge_id = ?", index, challengeId);
  }

  @Override
  public void remove(String challengeId) throws IOException {
    sql.update("DELETE FROM proven_line WHERE challenge_id = ?", challengeId);
  }

  @Override
  public long provenAgents() throws IOException {
    return sql.number("SELECT count(DISTINCT agent) FROM proven_line");
  }
}
