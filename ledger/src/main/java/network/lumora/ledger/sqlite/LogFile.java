package network.lumora.ledger.sqlite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.sqlite.SQLiteConfig;

/** Opens connections to the file of a log and brings its tables up to date. */
final class LogFile {
  /** How long a connection waits for another one's lock; a backup may hold it for seconds. */
  private static final int BUSY_TIMEOUT_MILLIS = 10_000;

  /** In order; {@code PRAGMA user_version} counts how many a file has seen. */
  private static final List<String> MIGRATIONS = List.of("001-log.sql");

  private final Path path;

  LogFile(Path path) {
    this.path = path;
  }

  Connection connect() throws SQLException {
    var config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    config.enforceForeignKeys(true);
    return config.createConnection("jdbc:sqlite:" + path);
  }

  /** Leaves {@code connection} without auto-commit. */
  static void migrate(Connection connection) throws SQLException, IOException {
    connection.setAutoCommit(false);
    int version = version(connection);
    if (version > MIGRATIONS.size()) {
      throw new IOException(
          "the log was written by a newer version of Lumora (tables "
              + version
              + ", known "
              + MIGRATIONS.size()
              + "); start that version");
    }
    for (int next = version; next < MIGRATIONS.size(); next++) {
      execute(connection, resource(MIGRATIONS.get(next)));
      execute(connection, "PRAGMA user_version = " + (next + 1));
      connection.commit();
    }
  }

  private static int version(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("PRAGMA user_version")) {
      return rows.getInt(1);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private static String resource(String name) throws IOException {
    try (var in = LogFile.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
