package network.lumora.agent.journal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * One SQLite file with one connection; one thread at a time. Each change is on the disk when its
 * call returns (WAL, synchronous FULL).
 */
final class Database implements AutoCloseable {
  /** The newest file of SQL statements that brings the schema up, counted from 1. */
  private static final int VERSION = 8;

  /** For another process, such as the command line, that writes at the same time. */
  private static final int BUSY_MILLIS = 5_000;

  /** Work inside a transaction. */
  @FunctionalInterface
  interface Work<T extends @Nullable Object> {
    T on(Connection connection) throws SQLException;
  }

  private final Path file;
  private final Connection connection;
  private final ReentrantLock lock = new ReentrantLock();

  Database(Path file) throws IOException {
    this.file = file;
    this.connection = opened(file);
    try {
      prepare();
    } catch (SQLException e) {
      close();
      throw explained(e);
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private Connection opened(Path path) throws IOException {
    try {
      return DriverManager.getConnection("jdbc:sqlite:" + path);
    } catch (SQLException e) {
      throw explained(e);
    }
  }

  private void prepare() throws SQLException, IOException {
    execute("PRAGMA busy_timeout = " + BUSY_MILLIS);
    execute("PRAGMA journal_mode = WAL");
    execute("PRAGMA synchronous = FULL");
    int version = version();
    if (version > VERSION) {
      throw new IOException(
          file + " was made by a newer Lumora; update this program, or use another data folder");
    }
    for (int next = version + 1; next <= VERSION; next++) {
      migrate(next);
    }
  }

  private int version() throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("PRAGMA user_version")) {
      return rows.next() ? rows.getInt(1) : 0;
    }
  }

  private void migrate(int version) throws SQLException, IOException {
    var script = script(version);
    execute("BEGIN IMMEDIATE");
    try {
      if (version() < version) {
        for (var statement : script.split(";", -1)) {
          if (!statement.isBlank()) {
            execute(statement);
          }
        }
        execute("PRAGMA user_version = " + version);
      }
      execute("COMMIT");
    } catch (SQLException e) {
      rollBack(e);
      throw e;
    }
  }

  private static String script(int version) throws IOException {
    try (InputStream in = Database.class.getResourceAsStream(version + ".sql")) {
      return new String(
          Objects.requireNonNull(in, "schema").readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Does all of {@code work} or nothing. */
  <T extends @Nullable Object> T transact(Work<T> work) throws IOException {
    lock.lock();
    try {
      execute("BEGIN IMMEDIATE");
      return committed(work);
    } catch (SQLException e) {
      throw explained(e);
    } finally {
      lock.unlock();
    }
  }

  private <T extends @Nullable Object> T committed(Work<T> work) throws SQLException {
    try {
      T result = work.on(connection);
      execute("COMMIT");
      return result;
    } catch (SQLException | RuntimeException e) {
      rollBack(e);
      throw e;
    }
  }

  /** Only reads. */
  <T extends @Nullable Object> T read(Work<T> work) throws IOException {
    lock.lock();
    try {
      return work.on(connection);
    } catch (SQLException e) {
      throw explained(e);
    } finally {
      lock.unlock();
    }
  }

  /** Deletes, and overwrites what is deleted, so that no reader of the file finds it. */
  void erase(String sql, Object... values) throws IOException {
    lock.lock();
    try {
      execute("PRAGMA secure_delete = ON");
      Sql.change(connection, sql, values);
      execute("PRAGMA wal_checkpoint(TRUNCATE)");
      execute("PRAGMA secure_delete = OFF");
    } catch (SQLException e) {
      throw explained(e);
    } finally {
      lock.unlock();
    }
  }

  /** On a full disk SQLite has rolled back already, and says so; the first fault matters. */
  private void rollBack(Exception first) {
    try {
      execute("ROLLBACK");
    } catch (SQLException e) {
      first.addSuppressed(e);
    }
  }

  private void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private IOException explained(SQLException e) {
    var code = e instanceof SQLiteException known ? known.getResultCode() : null;
    return new IOException(cure(code), e);
  }

  private String cure(@Nullable SQLiteErrorCode code) {
    if (code == null) {
      return file + " cannot be used";
    }
    return switch (code) {
      case SQLITE_FULL -> "the disk with " + file + " is full: free some space";
      case SQLITE_READONLY, SQLITE_READONLY_DBMOVED, SQLITE_CANTOPEN, SQLITE_PERM ->
          file + " cannot be written: check who owns the data folder";
      case SQLITE_NOTADB, SQLITE_CORRUPT ->
          file + " is damaged: restore it from a copy, or move it away to begin anew";
      case SQLITE_BUSY, SQLITE_LOCKED -> file + " is used by another program: try again";
      default -> file + " cannot be used: " + code.name();
    };
  }

  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      connection.close();
    } catch (SQLException e) {
      throw explained(e);
    } finally {
      lock.unlock();
    }
  }
}
