package network.lumora.agent.journal;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import network.lumora.agent.receipt.JournalEntry;
import network.lumora.bridge.agent.Category;
import network.lumora.bridge.agent.JournalQuery;
import network.lumora.bridge.agent.JournalRow;
import network.lumora.bridge.agent.Rules;
import network.lumora.protocol.units.Bytes;
import org.jspecify.annotations.Nullable;

/** The rows that the host can read. Thread-safe. */
public final class JournalTable {
  /** Some 40 MB, years of ordinary work; the oldest rows go first. */
  private static final int MAX_ROWS = 100_000;

  /** One row as it is stored. */
  public record Row(
      long number,
      Instant at,
      String coordinator,
      Rules.Trust trust,
      String consumer,
      JournalRow.Kind kind,
      @Nullable String purpose,
      Category category,
      String task,
      String site,
      String host,
      Bytes up,
      Bytes down,
      JournalRow.Outcome outcome,
      String code,
      @Nullable String rule,
      @Nullable Long sequence,
      String receipt) {}

  private final Database database;

  JournalTable(Database database) {
    this.database = database;
  }

  /** The row's number. */
  static long insert(
      Connection connection, JournalEntry entry, @Nullable Long sequence, String receipt)
      throws SQLException {
    forgetOldest(connection);
    Sql.change(
        connection,
        "INSERT INTO journal (at, coordinator, trust, consumer, kind, purpose, category, task, site,"
            + " host, up, down, outcome, code, rule, sequence, receipt)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        entry.at().toString(),
        entry.coordinator().toString(),
        entry.trust().name(),
        entry.consumer().toString(),
        entry.kind().name(),
        entry.purpose(),
        entry.category().name(),
        entry.task().toString(),
        entry.site(),
        entry.host(),
        entry.up().count(),
        entry.down().count(),
        entry.outcome().name(),
        entry.code(),
        entry.rule(),
        sequence,
        receipt);
    return Sql.number(connection, "SELECT last_insert_rowid()");
  }

  /** Makes room for one more. */
  private static void forgetOldest(Connection connection) throws SQLException {
    Sql.change(
        connection,
        "DELETE FROM journal WHERE number <= (SELECT MAX(number) FROM journal) - ?",
        MAX_ROWS);
  }

  /**
   * The rows that {@code query} asks for.
   *
   * @param site the query's, in the form in which hosts are stored; null if it names none
   */
  public List<Row> page(JournalQuery query, @Nullable String site) throws IOException {
    var where = new Where(query.order(), query.cursor());
    var outcome = query.outcome();
    if (outcome != null) {
      where.and("outcome = ?", outcome.name());
    }
    if (site != null) {
      where.and("(host = ? OR host LIKE ? ESCAPE '!')", site, "%." + literal(site));
    }
    var text = query.text();
    if (text != null) {
      where.andContains(text);
    }
    return where.rows(database, query.limit());
  }

  /** The rows that come after the given one, oldest first. */
  public List<Row> after(long number, int most) throws IOException {
    return page(JournalQuery.after(number, most), null);
  }

  /** Makes the wildcards of LIKE stand for themselves. */
  private static String literal(String text) {
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }

  /** The conditions of one query with their values. */
  private static final class Where {
    private static final List<String> SEARCHED =
        List.of("site", "host", "task", "consumer", "coordinator", "purpose", "code", "rule");

    private final boolean oldestFirst;
    private final StringBuilder sql = new StringBuilder("SELECT * FROM journal WHERE number ");
    private final List<Object> values = new ArrayList<>();

    Where(JournalQuery.Order order, @Nullable Long cursor) {
      oldestFirst = order == JournalQuery.Order.OLDEST_FIRST;
      sql.append(oldestFirst ? "> ?" : "< ?");
      values.add(cursor == null ? (oldestFirst ? 0L : Long.MAX_VALUE) : cursor);
    }

    void and(String condition, Object... more) {
      sql.append(" AND ").append(condition);
      values.addAll(List.of(more));
    }

    void andContains(String text) {
      var pattern = "%" + literal(text) + "%";
      var either =
          SEARCHED.stream()
              .map(column -> column + " LIKE ? ESCAPE '!'")
              .collect(Collectors.joining(" OR ", "(", ")"));
      and(either, SEARCHED.stream().map(_ -> pattern).toArray());
    }

    List<Row> rows(Database database, int limit) throws IOException {
      sql.append(oldestFirst ? " ORDER BY number LIMIT ?" : " ORDER BY number DESC LIMIT ?");
      values.add(limit);
      return database.read(
          connection -> Sql.all(connection, sql.toString(), JournalTable::row, values.toArray()));
    }
  }

  public Optional<Row> find(long number) throws IOException {
    return database.read(
        connection ->
            Sql.first(
                connection, "SELECT * FROM journal WHERE number = ?", JournalTable::row, number));
  }

  /** Forgets rows that are older than so many days; with 0 all of them. Receipts stay. */
  void prune(int days, Instant now) throws IOException {
    if (days == 0) {
      deleteAll();
    } else {
      var before = now.minus(Duration.ofDays(days)).toString();
      database.erase("DELETE FROM journal WHERE at < ?", before);
    }
  }

  /** Forgets all rows; nothing of them is left in the file. */
  public void deleteAll() throws IOException {
    database.erase("DELETE FROM journal");
  }

  private static Row row(ResultSet row) throws SQLException {
    long sequence = row.getLong("sequence");
    return new Row(
        row.getLong("number"),
        Instant.parse(row.getString("at")),
        row.getString("coordinator"),
        Rules.Trust.valueOf(row.getString("trust")),
        row.getString("consumer"),
        JournalRow.Kind.valueOf(row.getString("kind")),
        row.getString("purpose"),
        Category.valueOf(row.getString("category")),
        row.getString("task"),
        row.getString("site"),
        row.getString("host"),
        new Bytes(row.getLong("up")),
        new Bytes(row.getLong("down")),
        JournalRow.Outcome.valueOf(row.getString("outcome")),
        row.getString("code"),
        row.getString("rule"),
        sequence == 0 ? null : sequence,
        row.getString("receipt"));
  }
}
