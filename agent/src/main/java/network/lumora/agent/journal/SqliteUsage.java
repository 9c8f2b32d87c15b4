package network.lumora.agent.journal;

import java.io.IOException;
import java.time.LocalDate;
import network.lumora.agent.allowance.UsageBook;
import network.lumora.agent.policy.Moved;
import network.lumora.protocol.units.Bytes;

/** One row for each day. Thread-safe. */
final class SqliteUsage implements UsageBook {
  private final Database database;

  SqliteUsage(Database database) {
    this.database = database;
  }

  @Override
  public Moved between(LocalDate first, LocalDate last) throws IOException {
    return database
        .read(
            connection ->
                Sql.first(
                    connection,
                    "SELECT COALESCE(SUM(up), 0), COALESCE(SUM(down), 0) FROM usage"
                        + " WHERE day BETWEEN ? AND ?",
                    row -> new Moved(new Bytes(row.getLong(1)), new Bytes(row.getLong(2))),
                    first.toString(),
                    last.toString()))
        .orElse(Moved.NOTHING);
  }

  @Override
  public void add(LocalDate day, Moved more) throws IOException {
    database.transact(
        connection ->
            Sql.change(
                connection,
                "INSERT INTO usage (day, up, down) VALUES (?, ?, ?) ON CONFLICT (day)"
                    + " DO UPDATE SET up = up + excluded.up, down = down + excluded.down",
                day.toString(),
                more.up().count(),
                more.down().count()));
  }
}
