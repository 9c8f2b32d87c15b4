package network.lumora.agent.journal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import network.lumora.agent.idle.ReflectorBook;

/** The newest reflectors. Thread-safe. */
final class SqliteReflectors implements ReflectorBook {
  private static final int MOST = 8;

  private final Database database;

  SqliteReflectors(Database database) {
    this.database = database;
  }

  @Override
  public List<InetSocketAddress> reflectors(Instant since) throws IOException {
    return database.read(
        connection ->
            Sql.all(
                connection,
                "SELECT address, port FROM reflector WHERE at >= ? ORDER BY at DESC LIMIT ?",
                row ->
                    new InetSocketAddress(InetAddress.ofLiteral(row.getString(1)), row.getInt(2)),
                since.getEpochSecond(),
                MOST));
  }

  @Override
  public void answered(InetSocketAddress reflector, Instant now) throws IOException {
    database.transact(
        connection -> {
          Sql.change(
              connection,
              "INSERT OR REPLACE INTO reflector (address, port, at) VALUES (?, ?, ?)",
              reflector.getAddress().getHostAddress(),
              reflector.getPort(),
              now.getEpochSecond());
          return Sql.change(
              connection,
              "DELETE FROM reflector WHERE rowid NOT IN"
                  + " (SELECT rowid FROM reflector ORDER BY at DESC LIMIT ?)",
              MOST);
        });
  }
}
