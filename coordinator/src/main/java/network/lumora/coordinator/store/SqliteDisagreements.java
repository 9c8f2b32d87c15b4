package network.lumora.coordinator.store;

import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import network.lumora.coordinator.book.Disagreements;
import network.lumora.protocol.identity.PublicKey;

final class SqliteDisagreements implements Disagreements {
  private final Sql sql;

  SqliteDisagreements(Sql sql) {
    this.sql = sql;
  }

  @Override
  public void add(PublicKey challenger, PublicKey prover, Instant now) throws IOException {
    sql.update(
        "INSERT OR REPLACE INTO disagreement (challenger, prover, at) VALUES (?, ?, ?)",
        challenger.toString(),
        prover.toString(),
        now.toEpochMilli());
  }

  @Override
  public Set<PublicKey> over(int provers, Instant since) throws IOException {
    return new HashSet<>(
        sql.all(
            "SELECT challenger FROM disagreement WHERE at >= ?"
                + " GROUP BY challenger HAVING count(*) >= ?",
            row -> PublicKey.parse(row.getString(1)),
            since.toEpochMilli(),
            provers));
  }
}
