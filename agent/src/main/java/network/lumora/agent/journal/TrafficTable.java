package network.lumora.agent.journal;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import network.lumora.agent.rules.TrafficBook;
import network.lumora.protocol.units.Bytes;

/** What moved, by hour, coordinator and category. Thread-safe. */
public final class TrafficTable implements TrafficBook {
  /** Bytes under one key: an hour's beginning, a coordinator or a category. */
  public record Sum<K>(K key, Bytes up, Bytes down) {}

  private final Database database;

  TrafficTable(Database database) {
    this.database = database;
  }

  @Override
  public void add(Collection<Entry> entries) throws IOException {
    database.transact(
        connection -> {
          int changed = 0;
          for (var entry : entries) {
            changed +=
                Sql.change(
                    connection,
                    "INSERT INTO traffic (hour, coordinator, category, up, down)"
                        + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (hour, coordinator, category)"
                        + " DO UPDATE SET up = up + excluded.up, down = down + excluded.down",
                    entry.hour().getEpochSecond(),
                    entry.coordinator(),
                    entry.category(),
                    entry.up(),
                    entry.down());
          }
          return changed;
        });
  }

  @Override
  public Bytes since(Instant start, String coordinator) throws IOException {
    return new Bytes(
        database.read(
            connection ->
                Sql.number(
                    connection,
                    "SELECT COALESCE(SUM(up + down), 0) FROM traffic"
                        + " WHERE hour >= ? AND coordinator = ?",
                    start.getEpochSecond(),
                    coordinator)));
  }

  /** By hour, in order; hours in which nothing moved are absent. */
  public List<Sum<Instant>> hours(Instant from, Instant to) throws IOException {
    return sums("hour", row -> Instant.ofEpochSecond(row.getLong(1)), from, to);
  }

  public List<Sum<String>> byCoordinator(Instant from, Instant to) throws IOException {
    return sums("coordinator", row -> row.getString(1), from, to);
  }

  public List<Sum<String>> byCategory(Instant from, Instant to) throws IOException {
    return sums("category", row -> row.getString(1), from, to);
  }

  private <K> List<Sum<K>> sums(String column, Sql.Row<K> key, Instant from, Instant to)
      throws IOException {
    return database.read(
        connection ->
            Sql.all(
                connection,
                "SELECT %1$s, SUM(up), SUM(down) FROM traffic WHERE hour >= ? AND hour < ?"
                        .formatted(column)
                    + " GROUP BY 1 ORDER BY 1",
                row -> sum(key.read(row), row),
                from.getEpochSecond(),
                to.getEpochSecond()));
  }

  private static <K> Sum<K> sum(K key, ResultSet row) throws SQLException {
    return new Sum<>(key, new Bytes(row.getLong(2)), new Bytes(row.getLong(3)));
  }
}
