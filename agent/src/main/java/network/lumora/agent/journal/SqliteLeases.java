package network.lumora.agent.journal;

import java.io.IOException;
import java.time.Instant;
import network.lumora.agent.work.SeenLeases;

/** Leases until long after they have expired; a replay after that is refused as expired. */
final class SqliteLeases implements SeenLeases {
  /** A clock that is set back by less than this opens no door. */
  private static final long KEPT_MILLIS = 24L * 3600 * 1000;

  /** Some 10 MB; the ones that expire first are forgotten first. */
  private static final int MAX_LEASES = 100_000;

  private final Database database;

  SqliteLeases(Database database) {
    this.database = database;
  }

  @Override
  public boolean isNew(String leaseId, Instant expiresAt, Instant now) throws IOException {
    return database.transact(
        connection -> {
          Sql.change(
              connection,
              "DELETE FROM lease WHERE expires_at < ?",
              now.toEpochMilli() - KEPT_MILLIS);
          Sql.change(
              connection,
              "DELETE FROM lease WHERE id IN (SELECT id FROM lease ORDER BY expires_at"
                  + " LIMIT MAX(0, (SELECT COUNT(*) FROM lease) - ?))",
              MAX_LEASES - 1);
          return Sql.change(
                  connection,
                  "INSERT OR IGNORE INTO lease (id, expires_at) VALUES (?, ?)",
                  leaseId,
                  millis(expiresAt))
              == 1;
        });
  }

  /** A coordinator may name any year. */
  private static long millis(Instant at) {
    return Math.clamp(at.getEpochSecond(), 0, Long.MAX_VALUE / 1_000) * 1_000;
  }
}
