package network.lumora.ledger.sqlite;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Somebody who writes into the file of a log behind its back. */
record RawFile(Path path) {

  void execute(String sql, Object... values) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + path);
        var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.execute();
    }
  }
}
