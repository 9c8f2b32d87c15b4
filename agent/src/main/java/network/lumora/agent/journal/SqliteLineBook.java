package network.lumora.agent.journal;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import network.lumora.agent.history.Flow;
import network.lumora.agent.history.LineBook;
import network.lumora.agent.history.ProvenLine;
import network.lumora.agent.history.Stretch;
import network.lumora.agent.history.StretchCodec;
import network.lumora.agent.history.Sum;
import network.lumora.protocol.message.LineGrade;
import org.jspecify.annotations.Nullable;

/** One row for each run of stretches, and one for each hour. Thread-safe. */
final class SqliteLineBook implements LineBook {
  /** Eight small numbers with what SQLite keeps about them. */
  private static final int HOUR_BYTES = 40;

  private final Database database;

  SqliteLineBook(Database database) {
    this.database = database;
  }

  @Override
  public void add(List<Stretch> stretches, Map<Long, Sum> hours) throws IOException {
    database.transact(
        connection -> {
          keep(connection, stretches);
          for (var hour : hours.entrySet()) {
            add(connection, hour.getKey(), hour.getValue());
          }
          return hours.size();
        });
  }

  private static void keep(Connection connection, List<Stretch> run) throws SQLException {
    if (!run.isEmpty()) {
      Sql.change(
          connection,
          "INSERT OR REPLACE INTO line_run (start, finish, stretches) VALUES (?, ?, ?)",
          run.getFirst().start(),
          run.getLast().end(),
          StretchCodec.write(run));
    }
  }

  private static void add(Connection connection, long start, Sum sum) throws SQLException {
    Sql.change(
        connection,
        "INSERT INTO line_hour VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (start) DO UPDATE SET"
            + " seconds = MIN(3600, seconds + excluded.seconds),"
            + " exact_seconds = MIN(3600, exact_seconds + excluded.exact_seconds),"
            + " own_up = own_up + excluded.own_up, own_down = own_down + excluded.own_down,"
            + " other_seconds = MIN(3600, other_seconds + excluded.other_seconds),"
            + " other_up = other_up + excluded.other_up,"
            + " other_down = other_down + excluded.other_down",
        start,
        sum.seconds(),
        sum.exactSeconds(),
        sum.own().up(),
        sum.own().down(),
        sum.otherSeconds(),
        sum.other().up(),
        sum.other().down());
  }

  @Override
  public List<Stretch> stretches(long from, long to) throws IOException {
    var found = new ArrayList<Stretch>();
    for (var run : runs("finish > ? AND start < ?", from, to)) {
      StretchCodec.read(run.getKey(), run.getValue()).stream()
          .filter(stretch -> stretch.end() > from && stretch.start() < to)
          .forEach(found::add);
    }
    return found;
  }

  private List<Map.Entry<Long, byte[]>> runs(String condition, Object... values)
      throws IOException {
    return database.read(
        connection ->
            Sql.all(
                connection,
                "SELECT start, stretches FROM line_run WHERE " + condition + " ORDER BY start",
                row -> Map.entry(row.getLong(1), row.getBytes(2)),
                values));
  }

  @Override
  public SortedMap<Long, Sum> hours(long from, long to) throws IOException {
    var hours = new TreeMap<Long, Sum>();
    database
        .read(
            connection ->
                Sql.all(
                    connection,
                    "SELECT * FROM line_hour WHERE start >= ? AND start < ?",
                    row -> Map.entry(row.getLong("start"), sum(row)),
                    from,
                    to))
        .forEach(hour -> hours.put(hour.getKey(), hour.getValue()));
    return hours;
  }

  private static Sum sum(ResultSet row) throws SQLException {
    return new Sum(
        row.getInt("seconds"),
        row.getInt("exact_seconds"),
        new Flow(row.getLong("own_up"), row.getLong("own_down")),
        row.getInt("other_seconds"),
        new Flow(row.getLong("other_up"), row.getLong("other_down")));
  }

  @Override
  public void forgetBefore(long stretches, long hours) throws IOException {
    database.transact(
        connection ->
            Sql.change(connection, "DELETE FROM line_run WHERE finish <= ?", stretches)
                + Sql.change(connection, "DELETE FROM line_hour WHERE start < ?", hours)
                + Sql.change(connection, "DELETE FROM line_proven WHERE at < ?", hours));
  }

  @Override
  public void forgetFrom(long second) throws IOException {
    var kept = new ArrayList<Stretch>();
    for (var run : runs("finish > ? AND start < ?", second, second)) {
      StretchCodec.read(run.getKey(), run.getValue()).stream()
          .filter(stretch -> stretch.end() <= second)
          .forEach(kept::add);
    }
    database.transact(
        connection -> {
          Sql.change(connection, "DELETE FROM line_run WHERE finish > ?", second);
          keep(connection, kept);
          return Sql.change(connection, "DELETE FROM line_hour WHERE start >= ?", second)
              + Sql.change(connection, "DELETE FROM line_proven WHERE at >= ?", second);
        });
  }

  @Override
  public void proved(ProvenLine line) throws IOException {
    database.transact(
        connection ->
            Sql.change(
                connection,
                "INSERT OR REPLACE INTO line_proven VALUES (?, ?, ?, ?, ?)",
                line.at().getEpochSecond(),
                boxed(line.up()),
                boxed(line.down()),
                line.challengers(),
                line.grade().map(LineGrade::name).orElse(null)));
  }

  private static @Nullable Long boxed(OptionalLong rate) {
    return rate.isPresent() ? (Long) rate.getAsLong() : null;
  }

  @Override
  public Optional<ProvenLine> newestProven() throws IOException {
    return database.read(
        connection ->
            Sql.first(
                connection,
                "SELECT * FROM line_proven ORDER BY at DESC LIMIT 1",
                SqliteLineBook::proven));
  }

  @Override
  public List<ProvenLine> proven(Instant from, Instant to, int step) throws IOException {
    return database.read(
        connection ->
            Sql.all(
                connection,
                "SELECT MAX(at) AS at, up, down, challengers, grade FROM line_proven"
                    + " WHERE at >= (SELECT COALESCE(MAX(at), 0) FROM line_proven WHERE at <= ?1)"
                    + " AND at < ?2 GROUP BY line_proven.at / ?3 ORDER BY 1",
                SqliteLineBook::proven,
                from.getEpochSecond(),
                to.getEpochSecond(),
                step));
  }

  private static ProvenLine proven(ResultSet row) throws SQLException {
    return new ProvenLine(
        Instant.ofEpochSecond(row.getLong("at")),
        rate(row, "up"),
        rate(row, "down"),
        row.getInt("challengers"),
        Optional.ofNullable(row.getString("grade")).map(LineGrade::valueOf));
  }

  private static OptionalLong rate(ResultSet row, String column) throws SQLException {
    long rate = row.getLong(column);
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(rate);
  }

  @Override
  public long size() throws IOException {
    return database.read(
        connection ->
            Sql.number(connection, "SELECT COALESCE(SUM(LENGTH(stretches)), 0) FROM line_run")
                + HOUR_BYTES * Sql.number(connection, "SELECT COUNT(*) FROM line_hour"));
  }

  /** Forgets all of it but what was proven; nothing of it is left in the file. */
  void erase() throws IOException {
    database.erase("DELETE FROM line_run");
    database.erase("DELETE FROM line_hour");
  }
}
