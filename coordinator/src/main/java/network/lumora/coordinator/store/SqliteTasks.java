package network.lumora.coordinator.store;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import network.lumora.coordinator.book.GivenLease;
import network.lumora.coordinator.book.Task;
import network.lumora.coordinator.book.TaskState;
import network.lumora.coordinator.book.Tasks;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.TaskId;
import network.lumora.protocol.units.Bytes;

record SqliteTasks(Sql sql) implements Tasks {
  private static final String COLUMNS =
      "SELECT order_id, page, state, tries, lease_id, last_agent, rests_until FROM task ";

  /**
   * The turn of page n is n after the turn that is being served, so that a new order neither waits
   * for an old one nor overtakes it.
   */
  @Override
  public void enqueue(String orderId, int pages) throws IOException {
    sql.update(
        "INSERT OR IGNORE INTO task (order_id, page, state, consumer, urgency, deadline, turn)"
            + " WITH RECURSIVE"
            + "  mine AS (SELECT consumer, urgency, deadline FROM orders WHERE id = ?),"
            + "  page (n, turn) AS ("
            + "   SELECT 0, coalesce((SELECT min(turn) FROM task, mine WHERE state = 'WAITING'"
            + "     AND task.consumer = mine.consumer AND task.urgency = mine.urgency"
            + "     AND task.deadline = mine.deadline), 0)"
            + "   UNION ALL SELECT n + 1, turn + 1 FROM page WHERE n + 1 < ?)"
            + " SELECT ?, n, 'WAITING', consumer, urgency, deadline, turn FROM page, mine",
        orderId,
        pages,
        orderId);
  }

  @Override
  public Optional<Task> find(TaskId id) throws IOException {
    return sql.first(
        COLUMNS + "WHERE order_id = ? AND page = ?", SqliteTasks::task, id.orderId(), id.index());
  }

  /** From one consumer to the next by the index, not through all their pages. */
  @Override
  public SortedMap<PublicKey, Long> waiting(int most) throws IOException {
    var counts = new TreeMap<PublicKey, Long>();
    sql.all(
            "WITH RECURSIVE one (name) AS ("
                + "   SELECT min(consumer) FROM task WHERE state = 'WAITING'"
                + "   UNION ALL SELECT (SELECT min(consumer) FROM task"
                + "     WHERE state = 'WAITING' AND consumer > one.name)"
                + "   FROM one WHERE one.name IS NOT NULL)"
                + " SELECT name, (SELECT count(*) FROM (SELECT 1 FROM task"
                + "   WHERE state = 'WAITING' AND consumer = one.name LIMIT ?))"
                + " FROM one WHERE name IS NOT NULL",
            row -> Map.entry(PublicKey.parse(row.getString(1)), row.getLong(2)),
            most)
        .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
    return counts;
  }

  @Override
  public List<Task> waiting(PublicKey consumer, int skipped, int limit) throws IOException {
    return sql.all(
        COLUMNS
            + "WHERE state = 'WAITING' AND consumer = ? ORDER BY urgency, deadline, turn"
            + " LIMIT ? OFFSET ?",
        SqliteTasks::task,
        consumer.toString(),
        limit,
        skipped);
  }

  /** The tallies are written once for each order: it is most often the same for all. */
  @Override
  public List<GivenLease> lease(List<GivenLease> leases) throws IOException {
    var leased = new ArrayList<GivenLease>();
    var byOrder = new TreeMap<String, Integer>();
    for (var lease : leases) {
      if (lease(lease)) {
        leased.add(lease);
        byOrder.merge(lease.statement().taskId().orderId(), 1, Integer::sum);
      }
    }
    for (var order : byOrder.entrySet()) {
      sql.update(
          "UPDATE orders SET waiting = waiting - ?1, working = working + ?1 WHERE id = ?2",
          order.getValue(),
          order.getKey());
    }
    return leased;
  }

  private boolean lease(GivenLease lease) throws IOException {
    var id = lease.statement().taskId();
    int changed =
        sql.update(
            "UPDATE task SET state = 'WORKING', tries = tries + 1, lease_id = ?, last_agent = ?"
                + " WHERE order_id = ? AND page = ? AND state = 'WAITING'",
            lease.statement().leaseId(),
            lease.statement().agent().toString(),
            id.orderId(),
            id.index());
    return changed == 1;
  }

  @Override
  public void wait(TaskId id, Instant restsUntil) throws IOException {
    putBack(id, restsUntil, 0);
  }

  @Override
  public void passOn(TaskId id, Instant restsUntil) throws IOException {
    putBack(id, restsUntil, 1);
  }

  private void putBack(TaskId id, Instant restsUntil, int triesLess) throws IOException {
    int changed =
        sql.update(
            "UPDATE task SET state = 'WAITING', rests_until = ?, tries = max(0, tries - ?)"
                + " WHERE order_id = ? AND page = ? AND state = 'WORKING'",
            restsUntil.toEpochMilli(),
            triesLess,
            id.orderId(),
            id.index());
    if (changed == 1) {
      count(id.orderId(), TaskState.WORKING, TaskState.WAITING);
    }
  }

  @Override
  public void finish(TaskId id, TaskState end, Bytes delivered) throws IOException {
    move(id, end);
    sql.update(
        "UPDATE orders SET delivered = delivered + ? WHERE id = ?",
        delivered.count(),
        id.orderId());
  }

  @Override
  public void dropWaiting(String orderId) throws IOException {
    sql.update(
        "UPDATE task SET state = 'DROPPED' WHERE order_id = ? AND state = 'WAITING'", orderId);
    sql.update("UPDATE orders SET dropped = dropped + waiting, waiting = 0 WHERE id = ?", orderId);
  }

  private void move(TaskId id, TaskState to) throws IOException {
    var from = find(id).orElseThrow(() -> new IOException("no task " + id)).state();
    sql.update(
        "UPDATE task SET state = ? WHERE order_id = ? AND page = ?",
        to.name(),
        id.orderId(),
        id.index());
    count(id.orderId(), from, to);
  }

  private void count(String orderId, TaskState from, TaskState to) throws IOException {
    if (from != to) {
      sql.update(
          "UPDATE orders SET %1$s = %1$s - 1, %2$s = %2$s + 1 WHERE id = ?"
              .formatted(column(from), column(to)),
          orderId);
    }
  }

  private static String column(TaskState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private static Task task(ResultSet row) throws SQLException, ProtocolException {
    var lastAgent = row.getString("last_agent");
    return new Task(
        new TaskId(row.getString("order_id"), row.getInt("page")),
        TaskState.valueOf(row.getString("state")),
        row.getInt("tries"),
        row.getString("lease_id"),
        lastAgent == null ? null : PublicKey.parse(lastAgent),
        Instant.ofEpochMilli(row.getLong("rests_until")));
  }
}
