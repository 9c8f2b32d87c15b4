package network.lumora.coordinator.store;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import network.lumora.coordinator.book.OpenEpoch;

final class SqliteOpenEpoch implements OpenEpoch {
  private final Sql sql;

  SqliteOpenEpoch(Sql sql) {
    this.sql = sql;
  }

  @Override
  public Optional<Instant> begunAt() throws IOException {
    return sql.first(
        "SELECT begun_at FROM open_epoch", row -> Instant.ofEpochMilli(row.getLong(1)));
  }

  @Override
  public void begin(Instant now) throws IOException {
    sql.update(
        "INSERT INTO open_epoch (one, begun_at, after_index) VALUES (1, ?, -1)"
            + " ON CONFLICT (one) DO UPDATE SET begun_at = excluded.begun_at",
        now.toEpochMilli());
  }

  @Override
  public void follow(long index, Instant now) throws IOException {
    sql.update(
        "INSERT INTO open_epoch (one, begun_at, after_index) VALUES (1, ?, ?)"
            + " ON CONFLICT (one) DO UPDATE"
            + " SET begun_at = excluded.begun_at, after_index = excluded.after_index",
        now.toEpochMilli(),
        index);
  }

  @Override
  public boolean hasContribution() throws IOException {
    return sql.number(
            "SELECT EXISTS (SELECT 1 FROM delivery WHERE log_index >"
                + " (SELECT coalesce(max(after_index), -1) FROM open_epoch))"
                + " OR EXISTS (SELECT 1 FROM session_entry WHERE log_index >"
                + " (SELECT coalesce(max(after_index), -1) FROM open_epoch))"
                + " OR EXISTS (SELECT 1 FROM session WHERE sequence > entered AND phase = 'OPEN')")
        == 1;
  }
}
