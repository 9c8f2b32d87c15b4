package network.lumora.coordinator.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.lumora.protocol.ProtocolException;
import org.jspecify.annotations.Nullable;

/** A connection that keeps its prepared statements. For one thread. */
final class Sql implements AutoCloseable {
  private final Connection connection;

  /** As many as there are texts in this package: some fifty. */
  private final Map<String, PreparedStatement> statements = new HashMap<>();

  Sql(Connection connection) {
    this.connection = connection;
  }

  /** Reads one row. */
  @FunctionalInterface
  interface Row<T> {
    T read(ResultSet row) throws SQLException, IOException, ProtocolException;
  }

  /** Executes a statement without parameters. */
  void run(String text) throws IOException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(text);
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** As {@link #run}, for what is executed again and again: the text is read once. */
  void again(String text) throws IOException {
    try {
      bound(text).execute();
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** Gives the number of rows that were changed. */
  int update(String text, @Nullable Object... values) throws IOException {
    try {
      return bound(text, values).executeUpdate();
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  <T> List<T> all(String text, Row<T> row, @Nullable Object... values) throws IOException {
    try (var rows = bound(text, values).executeQuery()) {
      var all = new ArrayList<T>();
      while (rows.next()) {
        all.add(row.read(rows));
      }
      return all;
    } catch (SQLException e) {
      throw failure(e);
    } catch (ProtocolException e) {
      throw new IOException("the coordinator's database holds what it never stored", e);
    }
  }

  <T> Optional<T> first(String text, Row<T> row, @Nullable Object... values) throws IOException {
    return all(text, row, values).stream().findFirst();
  }

  <T> T one(String text, Row<T> row, @Nullable Object... values) throws IOException {
    return first(text, row, values)
        .orElseThrow(() -> new IOException("the coordinator's database lacks a row it must have"));
  }

  long number(String text, @Nullable Object... values) throws IOException {
    return one(text, row -> row.getLong(1), values);
  }

  private PreparedStatement bound(String text, @Nullable Object... values) throws SQLException {
    var statement = statements.get(text);
    if (statement == null) {
      statement = connection.prepareStatement(text);
      statements.put(text, statement);
    }
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  /** Statements that were executing when the database refused cannot be used again. */
  private IOException failure(SQLException e) {
    for (var statement : statements.values()) {
      try {
        statement.close();
      } catch (SQLException again) {
        e.addSuppressed(again);
      }
    }
    statements.clear();
    return new IOException("the coordinator's database refused: " + e.getMessage(), e);
  }

  @Override
  public void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failure(e);
    }
  }
}
