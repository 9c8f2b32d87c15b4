package network.lumora.agent.journal;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import network.lumora.agent.allowance.SettingsBook;
import network.lumora.agent.policy.Limits;
import network.lumora.agent.policy.Pause;
import network.lumora.agent.policy.Settings;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.BytesPerSecond;

/** The host's settings as one document, and the pause. Thread-safe. */
final class SqliteSettings implements SettingsBook {
  private static final String PAUSE = "pause";
  private static final String FINISH = "finish";
  private static final String FOREVER = "until resumed";

  private final Database database;

  SqliteSettings(Database database) {
    this.database = database;
  }

  @Override
  public Settings settings() throws IOException {
    var document =
        database.read(
            connection ->
                Sql.first(connection, "SELECT document FROM settings", row -> row.getString(1)));
    return document.isPresent()
        ? StoredSettings.read(document.get())
        : Settings.STANDARD.with(database.read(SqliteSettings::limitsOfTheFirstVersion));
  }

  private static Limits limitsOfTheFirstVersion(Connection connection) throws SQLException {
    return new Limits(
        new BytesPerSecond(number(connection, "rate-up")),
        new BytesPerSecond(number(connection, "rate-down")),
        new Bytes(number(connection, "per-day")),
        new Bytes(number(connection, "per-month")));
  }

  @Override
  public void keep(Settings settings) throws IOException {
    database.transact(
        connection ->
            Sql.change(
                connection,
                "INSERT INTO settings (id, document) VALUES (1, ?)"
                    + " ON CONFLICT (id) DO UPDATE SET document = excluded.document",
                StoredSettings.of(settings).text()));
  }

  @Override
  public Optional<Pause> pause() throws IOException {
    return database.read(
        connection -> {
          var now = pause(connection, PAUSE, Pause.Mode.NOW);
          return now.isPresent() ? now : pause(connection, FINISH, Pause.Mode.FINISH);
        });
  }

  private static Optional<Pause> pause(Connection connection, String name, Pause.Mode mode)
      throws SQLException {
    return get(connection, name)
        .map(text -> new Pause(text.equals(FOREVER) ? null : Instant.parse(text), mode));
  }

  @Override
  public void keepPause(Optional<Pause> pause) throws IOException {
    database.transact(
        connection -> {
          int changed =
              Sql.change(connection, "DELETE FROM setting WHERE name IN (?, ?)", PAUSE, FINISH);
          return pause.isEmpty() ? changed : insert(connection, pause.get());
        });
  }

  private static int insert(Connection connection, Pause pause) throws SQLException {
    return Sql.change(
        connection,
        "INSERT INTO setting (name, value) VALUES (?, ?)",
        switch (pause.mode()) {
          case NOW -> PAUSE;
          case FINISH -> FINISH;
        },
        pause.until() == null ? FOREVER : pause.until().toString());
  }

  private static long number(Connection connection, String name) throws SQLException {
    return get(connection, name).map(Long::parseLong).orElse(0L);
  }

  private static Optional<String> get(Connection connection, String name) throws SQLException {
    return Sql.first(
        connection, "SELECT value FROM setting WHERE name = ?", row -> row.getString(1), name);
  }
}
