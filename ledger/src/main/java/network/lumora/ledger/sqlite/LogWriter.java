package network.lumora.ledger.sqlite;

import java.io.Closeable;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import network.lumora.ledger.log.Checkpoint;
import network.lumora.ledger.log.Frontier;
import network.lumora.ledger.log.Hash;
import network.lumora.ledger.log.SignedCheckpoint;
import network.lumora.ledger.order.AppendResult;
import network.lumora.ledger.state.EntryReader;
import network.lumora.ledger.state.LedgerState;
import network.lumora.ledger.state.Ruling;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.Signer;

/**
 * The one place that appends. Thread-safe; {@link #standing} never waits.
 *
 * <p>State and tree in memory run ahead of the transaction. If that fails they no longer tell the
 * truth, and the writer refuses all further work until the log is opened again.
 */
final class LogWriter implements Closeable {
  private final LogTables tables;
  private final LedgerState state;
  private final Signer coordinator;
  private Frontier frontier;
  private boolean failed;
  private volatile Standing standing;

  private LogWriter(LogTables tables, Replay replay, Signer coordinator, Standing standing) {
    this.tables = tables;
    this.state = replay.state();
    this.frontier = replay.frontier();
    this.coordinator = coordinator;
    this.standing = standing;
  }

  static LogWriter open(LogFile file, EntryReader reader, Signer coordinator)
      throws IOException, SQLException {
    var connection = file.connect();
    LogWriter writer = null;
    try {
      LogFile.migrate(connection);
      var tables = new LogTables(connection);
      var replay = new Replay(tables, reader, coordinator.publicKey());
      replay.run();
      var newest = newest(tables);
      writer = new LogWriter(tables, replay, coordinator, Standing.of(newest, replay.state()));
      writer.checkpointIfBehind();
      return writer;
    } finally {
      if (writer == null) {
        connection.close();
      }
    }
  }

  private static Optional<SignedCheckpoint> newest(LogTables tables)
      throws IOException, SQLException {
    try {
      var note = tables.checkpointAt(tables.checkpointedSize());
      return note.isEmpty()
          ? Optional.empty()
          : Optional.of(new SignedCheckpoint(Checkpoint.parse(note.get().text()), note.get()));
    } catch (ProtocolException e) {
      throw new IOException("a stored checkpoint cannot be read", e);
    }
  }

  Standing standing() {
    return standing;
  }

  synchronized List<AppendResult> append(List<Candidate> candidates) throws IOException {
    if (failed) {
      throw new IOException("an append failed before; open the log again");
    }
    failed = true;
    try {
      var results = new ArrayList<AppendResult>(candidates.size());
      for (var candidate : candidates) {
        results.add(place(candidate));
      }
      tables.commit();
      checkpointIfBehind();
      failed = false;
      return results;
    } catch (SQLException e) {
      throw new IOException("cannot write the log's database; open the log again", e);
    }
  }

  private AppendResult place(Candidate candidate) throws SQLException {
    return switch (candidate) {
      case Candidate.Unsound(var refusal) -> refusal;
      case Candidate.Sound sound -> {
        OptionalLong index = tables.indexOf(sound.leaf());
        yield index.isPresent() ? new AppendResult.AlreadyThere(index.getAsLong()) : decide(sound);
      }
    };
  }

  private AppendResult decide(Candidate.Sound sound) throws SQLException {
    return switch (state.decide(sound.statement())) {
      case Ruling.Rejected(var rule, var detail) -> new AppendResult.Refused(rule, detail);
      case Ruling.Accepted(var effect) -> {
        long index = frontier.size();
        state.apply(effect);
        tables.addEntry(index, sound.body());
        store(sound.leaf());
        yield new AppendResult.Appended(index);
      }
    };
  }

  private void store(Hash leaf) throws SQLException {
    var completed = new ArrayList<TileHash>();
    frontier =
        frontier.append(
            leaf, (level, index, hash) -> completed.add(new TileHash(level, index, hash)));
    for (var tileHash : completed) {
      tables.addHash(tileHash.level, tileHash.index, tileHash.hash);
    }
  }

  private record TileHash(int level, long index, Hash hash) {}

  /** Signs only what is already durable, so that no two signed checkpoints can contradict. */
  private void checkpointIfBehind() throws SQLException {
    long signed = standing.checkpoint().map(newest -> newest.checkpoint().size()).orElse(0L);
    if (frontier.size() > signed) {
      var genesis = Objects.requireNonNull(state.genesis(), "a log with entries has its genesis");
      var checkpoint = new Checkpoint(genesis.origin(), frontier.size(), frontier.root());
      var newest = SignedCheckpoint.of(checkpoint, coordinator);
      tables.addCheckpoint(frontier.size(), newest.note());
      tables.commit();
      standing = standing.next(newest, state);
    }
  }

  /** Waits for an append that is under way; what was not committed is gone. */
  @Override
  public synchronized void close() throws IOException {
    failed = true;
    try {
      tables.close();
    } catch (SQLException e) {
      throw new IOException("cannot close the log's database", e);
    }
  }
}
