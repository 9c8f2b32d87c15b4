package network.lumora.coordinator.store;

import java.io.IOException;
import network.lumora.coordinator.book.Absences;
import network.lumora.protocol.identity.PublicKey;

final class SqliteAbsences implements Absences {
  private final Sql sql;

  SqliteAbsences(Sql sql) {
    this.sql = sql;
  }

  @Override
  public void add(PublicKey agent, int agents) throws IOException {
    sql.update(
        "INSERT INTO joint_absence (agent, times, agents) VALUES (?, 1, ?) ON CONFLICT (agent)"
            + " DO UPDATE SET times = times + 1, agents = max(agents, excluded.agents)",
        agent.toString(),
        agents);
  }

  @Override
  public void end(PublicKey agent) throws IOException {
    sql.update("DELETE FROM joint_absence WHERE agent = ?", agent.toString());
  }

  @Override
  public int oneOf(PublicKey agent) throws IOException {
    return sql.first(
            "SELECT agents FROM joint_absence WHERE agent = ? AND times >= ?",
            row -> row.getInt(1),
            agent.toString(),
            TOO_MANY)
        .orElse(1);
  }
}
