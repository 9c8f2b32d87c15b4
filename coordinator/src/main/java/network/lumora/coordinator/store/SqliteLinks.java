package network.lumora.coordinator.store;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import network.lumora.coordinator.book.Links;
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
  public void put(PublicKey agent, String linkId) throws IOException {
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
}
