package network.lumora.coordinator.store;

import java.io.IOException;
import java.time.Instant;
import network.lumora.coordinator.book.Consumers;
import network.lumora.protocol.identity.PublicKey;

record SqliteConsumers(Sql sql) implements Consumers {

  @Override
  public void admit(PublicKey key, String name, Instant now) throws IOException {
    sql.update(
        "INSERT INTO consumer (key, name, admitted_at) VALUES (?, ?, ?)"
            + " ON CONFLICT (key) DO UPDATE SET name = excluded.name",
        key.toString(),
        name,
        now.toEpochMilli());
  }

  @Override
  public boolean isAdmitted(PublicKey key) throws IOException {
    return sql.number("SELECT count(*) FROM consumer WHERE key = ?", key.toString()) > 0;
  }
}
