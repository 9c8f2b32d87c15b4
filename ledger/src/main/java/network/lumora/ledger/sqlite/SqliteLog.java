package network.lumora.ledger.sqlite;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import network.lumora.ledger.log.ConsistencyProof;
import network.lumora.ledger.log.EntryBundle;
import network.lumora.ledger.log.Hash;
import network.lumora.ledger.log.InclusionProof;
import network.lumora.ledger.log.MerkleTree;
import network.lumora.ledger.log.SignedCheckpoint;
import network.lumora.ledger.log.TileHashes;
import network.lumora.ledger.log.TilePath;
import network.lumora.ledger.order.AppendResult;
import network.lumora.ledger.order.OrderedLog;
import network.lumora.ledger.state.EntryReader;
import network.lumora.protocol.identity.Signer;
import network.lumora.protocol.message.StatedBalances;

/**
 * An ordered log in one SQLite file. Thread-safe: one appends at a time, and readers, one at a time
 * as well, do not wait for it.
 */
public final class SqliteLog implements OrderedLog {
  private final OneProcess process;
  private final LogWriter writer;
  private final LogTables readTables;
  private final Object reading = new Object();
  private final EntryReader reader;
  private final Signer coordinator;

  private SqliteLog(
      OneProcess process,
      LogWriter writer,
      LogTables readTables,
      EntryReader reader,
      Signer coordinator) {
    this.process = process;
    this.writer = writer;
    this.readTables = readTables;
    this.reader = reader;
    this.coordinator = coordinator;
  }

  /**
   * Opens the log, or creates an empty one, and replays it.
   *
   * @param coordinator whose log it is; signs its checkpoints
   * @throws CorruptLogException if the stored log contradicts itself
   */
  public static SqliteLog open(Path file, Signer coordinator) throws IOException {
    var process = OneProcess.hold(file);
    boolean opened = false;
    try {
      var logFile = new LogFile(file);
      var reader = new EntryReader();
      var log =
          new SqliteLog(
              process,
              LogWriter.open(logFile, reader, coordinator),
              new LogTables(logFile.connect()),
              reader,
              coordinator);
      opened = true;
      return log;
    } catch (SQLException e) {
      throw new IOException("cannot open the log's database", e);
    } finally {
      if (!opened) {
        process.close();
      }
    }
  }

  @Override
  public List<AppendResult> append(List<byte[]> entries) throws IOException {
    if (entries.size() > MAX_BATCH) {
      throw new IllegalArgumentException(
          "at most " + MAX_BATCH + " entries at once, not " + entries.size());
    }
    var candidates =
        entries.stream().map(body -> Candidate.of(body, reader, coordinator.publicKey())).toList();
    return writer.append(candidates);
  }

  @Override
  public Optional<SignedCheckpoint> checkpoint() {
    return writer.standing().checkpoint();
  }

  @Override
  public StatedBalances balances() {
    return writer.standing().balances();
  }

  @Override
  public OptionalLong indexOf(byte[] entry) throws IOException {
    return read(tables -> tables.indexOf(Hash.ofEntry(entry)));
  }

  @Override
  public List<byte[]> entries(long first, int count) throws IOException {
    Objects.checkFromIndexSize(first, 0L, Long.MAX_VALUE);
    if (count < 0 || count > MAX_BATCH) {
      throw new IllegalArgumentException("at most " + MAX_BATCH + " entries at once: " + count);
    }
    int there = Math.clamp(size() - first, 0, count);
    return read(tables -> tables.entries(first, there));
  }

  @Override
  public Optional<byte[]> tile(TilePath path) throws IOException {
    return switch (path) {
      case TilePath.Entries(var index, var width) -> bundle(index, width);
      case TilePath.Hashes(var level, var index, var width) -> hashes(level, index, width);
    };
  }

  private Optional<byte[]> bundle(long index, int width) throws IOException {
    return has(index, width, size())
        ? Optional.of(EntryBundle.write(entries(index * TileHashes.WIDTH, width)))
        : Optional.empty();
  }

  private Optional<byte[]> hashes(int level, long index, int width) throws IOException {
    int shift = level * TileHashes.HEIGHT;
    if (shift >= Long.SIZE || !has(index, width, size() >> shift)) {
      return Optional.empty();
    }
    long first = index * TileHashes.WIDTH;
    var out = new ByteArrayOutputStream(width * Hash.LENGTH_BYTES);
    read(tables -> tables.hashes(level, first, width))
        .forEach(hash -> out.writeBytes(hash.bytes()));
    return Optional.of(out.toByteArray());
  }

  private static boolean has(long index, int width, long there) {
    long full = there / TileHashes.WIDTH;
    return index < full || (index == full && width <= there % TileHashes.WIDTH);
  }

  @Override
  public InclusionProof inclusion(long index, long treeSize) throws IOException {
    var tree = tree(treeSize);
    synchronized (reading) {
      return tree.inclusion(index);
    }
  }

  @Override
  public ConsistencyProof consistency(long oldSize, long newSize) throws IOException {
    var tree = tree(newSize);
    synchronized (reading) {
      return tree.consistency(oldSize);
    }
  }

  private MerkleTree tree(long size) {
    Objects.checkFromToIndex(0, size, size());
    return new MerkleTree(readTables, size);
  }

  /** Entries under the newest checkpoint: what readers may see. */
  private long size() {
    return checkpoint().map(signed -> signed.checkpoint().size()).orElse(0L);
  }

  private <T> T read(Query<T> query) throws IOException {
    synchronized (reading) {
      try {
        return query.on(readTables);
      } catch (SQLException e) {
        throw new IOException("cannot read the log's database", e);
      }
    }
  }

  @FunctionalInterface
  private interface Query<T> {
    T on(LogTables tables) throws SQLException;
  }

  @Override
  public void close() throws IOException {
    synchronized (reading) {
      try (process;
          writer) {
        readTables.close();
      } catch (SQLException e) {
        throw new IOException("cannot close the log's database", e);
      }
    }
  }
}
