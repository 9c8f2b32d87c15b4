package network.lumora.coordinator.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/** The SQLite file: how it is opened, and brought to the newest form. */
final class BookFile {
  /** In the order in which they are applied; the file's user_version counts those that were. */
  private static final List<String> MIGRATIONS =
      List.of(
          "001-book.sql",
          "002-epoch.sql",
          "003-late.sql",
          "004-line.sql",
          "005-session.sql",
          "006-link.sql",
          "007-reason.sql",
          "008-wishes.sql",
          "009-destination.sql",
          "010-counted.sql",
          "011-order-text.sql");

  private static final int BUSY_TIMEOUT_MILLIS = 10_000;

  /** What is changed lies anywhere in the indexes of leases and tasks. */
  private static final int WRITER_CACHE_KIBIBYTES = 16_384;

  /** 64 MiB, when the writer copies the log itself, which it does not have to as a rule. */
  private static final int MAX_LOG_PAGES = 16_384;

  private final Path path;

  BookFile(Path path) {
    this.path = path;
  }

  /** A connection that may write; a commit is on the disk when it returns. */
  Sql writable() throws IOException {
    var config = new SQLiteConfig();
    config.setCacheSize(-WRITER_CACHE_KIBIBYTES);
    // What a change may have to undo would go to a file of its own beyond 64 KiB.
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    var sql = open(config);
    sql.number("PRAGMA wal_autocheckpoint = " + MAX_LOG_PAGES);
    return sql;
  }

  /** A connection for {@link Checkpoints}. */
  Sql checkpointing() throws IOException {
    return open(new SQLiteConfig());
  }

  Sql readOnly() throws IOException {
    var config = new SQLiteConfig();
    config.setReadOnly(true);
    return open(config);
  }

  private Sql open(SQLiteConfig config) throws IOException {
    config.setOpenMode(SQLiteOpenMode.NOMUTEX);
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    config.enforceForeignKeys(true);
    // The driver looks at the text of each execution for them; no table here makes keys.
    config.setGetGeneratedKeys(false);
    try {
      return new Sql(config.createConnection("jdbc:sqlite:" + path));
    } catch (SQLException e) {
      throw new IOException("cannot open " + path + ": " + e.getMessage(), e);
    }
  }

  void migrate(Sql sql) throws IOException {
    migrate(sql, MIGRATIONS.size());
  }

  /** Brings the file to a form, or leaves it if it has come further. */
  void migrate(Sql sql, int form) throws IOException {
    long version = sql.number("PRAGMA user_version");
    if (version > MIGRATIONS.size()) {
      throw new IOException(
          path + " was written by a newer version of this program; install that one");
    }
    for (int next = (int) version; next < form; next++) {
      sql.run("BEGIN IMMEDIATE");
      for (String statement : script(MIGRATIONS.get(next)).split(";\\s*\n", -1)) {
        if (!statement.isBlank()) {
          sql.run(statement);
        }
      }
      sql.run("PRAGMA user_version = " + (next + 1));
      sql.run("COMMIT");
    }
  }

  private static String script(String name) throws IOException {
    try (InputStream in = BookFile.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its file " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
