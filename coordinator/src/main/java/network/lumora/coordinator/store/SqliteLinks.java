package network.lumora.coordinator.store;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import network.lumora.coordinator.book.Links;
import network.lumora.proof.line.SharedLines;
import network.lumora.protocol.identity.PublicKey;

final class SqliteLinks implements Links {
  private final Sql sql;

  SqliteLinks(Sql sql) {
    this.sql = sql;
  }

  @Override
  public Optional<String> of(PublicKey agent) throws IOException {
    return sql.first(
        "SELECT link_id FROM agent_link WHERE agent = ?",
        row -> row.getString(1),
        agent.toString());
  }

  @Override
  public String begin(PublicKey agent) throws IOException {
    var linkId = shared().linkId(agent);
    put(agent, linkId);
    return linkId;
  }

  private void put(PublicKey agent, String linkId) throws IOException {
    sql.update(
        "INSERT INTO agent_link (agent, link_id) VALUES (?, ?)"
            + " ON CONFLICT (agent) DO UPDATE SET link_id = excluded.link_id",
        agent.toString(),
        linkId);
  }

  @Override
  public List<PublicKey> agentsOn(String linkId) throws IOException {
    return sql.all(
        "SELECT agent FROM agent_link WHERE link_id = ? ORDER BY agent",
        row -> PublicKey.parse(row.getString(1)),
        linkId);
  }

  @Override
  public SharedLines shared() throws IOException {
    return SharedLines.of(
        sql.all(
            "SELECT one, other FROM shared_line",
            row ->
                new SharedLines.Pair(
                    PublicKey.parse(row.getString(1)), PublicKey.parse(row.getString(2)))));
  }

  @Override
  public void found(Collection<PublicKey> agents, boolean oneLine, Instant endedAt)
      throws IOException {
    var shared = shared();
    var concerned = new TreeSet<PublicKey>();
    agents.forEach(agent -> concerned.addAll(shared.behindTheLineOf(agent)));
    shared.found(agents, oneLine);
    store(new ArrayList<>(new TreeSet<>(agents)), oneLine);
    for (var agent : concerned) {
      put(agent, shared.linkId(agent));
    }
    for (var agent : agents) {
      sql.update(
          "UPDATE agent_link SET joint_at = ? WHERE agent = ?",
          endedAt.toEpochMilli(),
          agent.toString());
    }
  }

  private void store(List<PublicKey> agents, boolean oneLine) throws IOException {
    for (int i = 0; i < agents.size(); i++) {
      for (int j = i + 1; j < agents.size(); j++) {
        sql.update(
            oneLine
                ? "INSERT OR IGNORE INTO shared_line (one, other) VALUES (?, ?)"
                : "DELETE FROM shared_line WHERE one = ? AND other = ?",
            agents.get(i).toString(),
            agents.get(j).toString());
      }
    }
  }

  @Override
  public Optional<Instant> newestJoint(Collection<PublicKey> agents) throws IOException {
    Optional<Instant> newest = Optional.empty();
    for (var agent : agents) {
      var at =
          sql.first(
              "SELECT joint_at FROM agent_link WHERE agent = ? AND joint_at IS NOT NULL",
              row -> Instant.ofEpochMilli(row.getLong(1)),
              agent.toString());
      newest = at.isPresent() && at.get().isAfter(newest.orElse(Instant.MIN)) ? at : newest;
    }
    return newest;
  }
}
