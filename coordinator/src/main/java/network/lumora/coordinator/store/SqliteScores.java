package network.lumora.coordinator.store;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import network.lumora.coordinator.book.Scores;
import network.lumora.proof.fraud.ChallengerScore;
import network.lumora.protocol.identity.PublicKey;

final class SqliteScores implements Scores {
  private final Sql sql;

  SqliteScores(Sql sql) {
    this.sql = sql;
  }

  @Override
  public void add(PublicKey challenger, ChallengerScore.Slot slot, Instant now) throws IOException {
    var key = challenger.toString();
    sql.update(
        "INSERT INTO challenger_slot (challenger, prover, disagrees, at) VALUES (?, ?, ?, ?)",
        key,
        slot.prover().toString(),
        slot.disagrees() ? 1 : 0,
        now.toEpochMilli());
    sql.update(
        "DELETE FROM challenger_slot WHERE challenger = ? AND number NOT IN (SELECT number FROM"
            + " challenger_slot WHERE challenger = ? ORDER BY number DESC LIMIT ?)",
        key,
        key,
        ChallengerScore.REMEMBERED);
  }

  private record Had(PublicKey challenger, ChallengerScore.Slot slot) {}

  @Override
  public List<ChallengerScore> since(Instant then) throws IOException {
    var scores = new LinkedHashMap<PublicKey, ChallengerScore>();
    for (var had : slots(then)) {
      var before = scores.getOrDefault(had.challenger, ChallengerScore.of(had.challenger));
      scores.put(had.challenger, before.after(had.slot.prover(), had.slot.disagrees()));
    }
    return new ArrayList<>(scores.values());
  }

  private List<Had> slots(Instant then) throws IOException {
    return sql.all(
        "SELECT challenger, prover, disagrees FROM challenger_slot WHERE at >= ? ORDER BY number",
        row ->
            new Had(
                PublicKey.parse(row.getString(1)),
                new ChallengerScore.Slot(PublicKey.parse(row.getString(2)), row.getLong(3) != 0)),
        then.toEpochMilli());
  }
}
