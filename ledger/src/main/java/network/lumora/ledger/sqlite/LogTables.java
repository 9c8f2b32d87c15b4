package network.lumora.ledger.sqlite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import network.lumora.ledger.log.Hash;
import network.lumora.ledger.log.Note;
import network.lumora.ledger.log.TileHashes;
import network.lumora.protocol.ProtocolException;

/** The rows of a log, over one connection that it owns. For one thread at a time. */
final class LogTables implements TileHashes, AutoCloseable {
  private final Connection connection;
  private final PreparedStatement insertEntry;
  private final PreparedStatement insertHash;
  private final PreparedStatement insertCheckpoint;
  private final PreparedStatement selectEntries;
  private final PreparedStatement selectHashes;
  private final PreparedStatement selectLeaf;
  private final PreparedStatement selectCheckpoints;

  LogTables(Connection connection) throws SQLException {
    this.connection = connection;
    insertEntry = connection.prepareStatement("INSERT INTO entry (idx, body) VALUES (?, ?)");
    insertHash =
        connection.prepareStatement("INSERT INTO tile_hash (level, idx, hash) VALUES (?, ?, ?)");
    insertCheckpoint =
        connection.prepareStatement("INSERT INTO checkpoint (size, note) VALUES (?, ?)");
    selectEntries =
        connection.prepareStatement(
            "SELECT body FROM entry WHERE idx >= ? AND idx < ? ORDER BY idx");
    selectHashes =
        connection.prepareStatement(
            "SELECT hash FROM tile_hash WHERE level = ? AND idx >= ? AND idx < ? ORDER BY idx");
    selectLeaf =
        connection.prepareStatement("SELECT idx FROM tile_hash WHERE hash = ? AND level = 0");
    selectCheckpoints =
        connection.prepareStatement(
            "SELECT note FROM checkpoint WHERE size > ? AND size <= ? ORDER BY size");
  }

  void addEntry(long index, byte[] body) throws SQLException {
    insertEntry.setLong(1, index);
    insertEntry.setBytes(2, body);
    insertEntry.executeUpdate();
  }

  void addHash(int level, long index, Hash hash) throws SQLException {
    insertHash.setInt(1, level);
    insertHash.setLong(2, index);
    insertHash.setBytes(3, hash.bytes());
    insertHash.executeUpdate();
  }

  void addCheckpoint(long size, Note note) throws SQLException {
    insertCheckpoint.setLong(1, size);
    insertCheckpoint.setString(2, note.toString());
    insertCheckpoint.executeUpdate();
  }

  /** One more than the largest index; 0 if there is no entry. */
  long entriesEnd() throws SQLException {
    return number("SELECT coalesce(max(idx) + 1, 0) FROM entry");
  }

  long leavesEnd() throws SQLException {
    return number("SELECT coalesce(max(idx) + 1, 0) FROM tile_hash WHERE level = 0");
  }

  /** The size of the newest checkpoint; 0 if there is none. */
  long checkpointedSize() throws SQLException {
    return number("SELECT coalesce(max(size), 0) FROM checkpoint");
  }

  private long number(String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      return rows.getLong(1);
    }
  }

  /** Those that are there, in order. */
  List<byte[]> entries(long first, int count) throws SQLException {
    selectEntries.setLong(1, first);
    selectEntries.setLong(2, first + count);
    var bodies = new ArrayList<byte[]>(count);
    try (var rows = selectEntries.executeQuery()) {
      while (rows.next()) {
        bodies.add(rows.getBytes(1));
      }
    }
    return bodies;
  }

  /** Those that are there, in order. */
  List<Hash> hashes(int level, long first, int count) throws SQLException {
    selectHashes.setInt(1, level);
    selectHashes.setLong(2, first);
    selectHashes.setLong(3, first + count);
    var hashes = new ArrayList<Hash>(count);
    try (var rows = selectHashes.executeQuery()) {
      while (rows.next()) {
        hashes.add(Hash.of(rows.getBytes(1)));
      }
    }
    return hashes;
  }

  OptionalLong indexOf(Hash leaf) throws SQLException {
    selectLeaf.setBytes(1, leaf.bytes());
    try (var rows = selectLeaf.executeQuery()) {
      return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
    }
  }

  /** The checkpoint of exactly that size. */
  Optional<Note> checkpointAt(long size) throws SQLException, ProtocolException {
    return checkpoints(size - 1, size).stream().findFirst();
  }

  /** Checkpoints over more than {@code above} and at most {@code upTo} entries, by size. */
  List<Note> checkpoints(long above, long upTo) throws SQLException, ProtocolException {
    selectCheckpoints.setLong(1, above);
    selectCheckpoints.setLong(2, upTo);
    var notes = new ArrayList<Note>();
    try (var rows = selectCheckpoints.executeQuery()) {
      while (rows.next()) {
        notes.add(Note.parse(rows.getString(1).getBytes(StandardCharsets.UTF_8)));
      }
    }
    return notes;
  }

  @Override
  public List<Hash> read(int level, long first, int count) throws IOException {
    try {
      var hashes = hashes(level, first, count);
      if (hashes.size() != count) {
        throw new IOException(
            "the log lacks hashes of level "
                + level
                + " from "
                + first
                + " on: expected "
                + count
                + ", found "
                + hashes.size());
      }
      return hashes;
    } catch (SQLException e) {
      throw new IOException("cannot read hashes of the log", e);
    }
  }

  void commit() throws SQLException {
    connection.commit();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
