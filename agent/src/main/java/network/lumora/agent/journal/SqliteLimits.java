package network.lumora.agent.journal;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import network.lumora.agent.allowance.Limits;
import network.lumora.agent.allowance.LimitsBook;
import network.lumora.agent.allowance.Pause;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.BytesPerSecond;

/** The host's settings, by name. Thread-safe. */
final class SqliteLimits implements LimitsBook {
  private static final String RATE_UP = "rate-up";
  private static final String RATE_DOWN = "rate-down";
  private static final String PER_DAY = "per-day";
  private static final String PER_MONTH = "per-month";
  private static final String PAUSE = "pause";
  private static final String FOREVER = "until resumed";

  private final Database database;

  SqliteLimits(Database database) {
    this.database = database;
  }

  @Override
  public Limits limits() throws IOException {
    return database.read(
        connection ->
            new Limits(
                new BytesPerSecond(number(connection, RATE_UP)),
                new BytesPerSecond(number(connection, RATE_DOWN)),
                new Bytes(number(connection, PER_DAY)),
                new Bytes(number(connection, PER_MONTH))));
  }

  @Override
  public void keep(Limits limits) throws IOException {
    database.transact(
        connection ->
            set(connection, RATE_UP, limits.rateUp().count() + "")
                + set(connection, RATE_DOWN, limits.rateDown().count() + "")
                + set(connection, PER_DAY, limits.perDay().count() + "")
                + set(connection, PER_MONTH, limits.perMonth().count() + ""));
  }

  @Override
  public Optional<Pause> pause() throws IOException {
    return database
        .read(connection -> get(connection, PAUSE))
        .map(text -> new Pause(text.equals(FOREVER) ? null : Instant.parse(text)));
  }

  @Override
  public void keepPause(Optional<Pause> pause) throws IOException {
    database.transact(
        connection ->
            pause.isEmpty()
                ? Sql.change(connection, "DELETE FROM setting WHERE name = ?", PAUSE)
                : set(connection, PAUSE, shown(pause.get())));
  }

  private static String shown(Pause pause) {
    return pause.until() == null ? FOREVER : pause.until().toString();
  }

  private static long number(Connection connection, String name) throws SQLException {
    return get(connection, name).map(Long::parseLong).orElse(0L);
  }

  private static Optional<String> get(Connection connection, String name) throws SQLException {
    return Sql.first(
        connection, "SELECT value FROM setting WHERE name = ?", row -> row.getString(1), name);
  }

  private static int set(Connection connection, String name, String value) throws SQLException {
    return Sql.change(
        connection, "INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", name, value);
  }
}
