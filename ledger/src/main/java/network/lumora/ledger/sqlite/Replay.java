package network.lumora.ledger.sqlite;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import network.lumora.ledger.log.Checkpoint;
import network.lumora.ledger.log.Frontier;
import network.lumora.ledger.log.Hash;
import network.lumora.ledger.log.Note;
import network.lumora.ledger.log.NoteKey;
import network.lumora.ledger.log.TileHashes;
import network.lumora.ledger.state.EntryReader;
import network.lumora.ledger.state.LedgerState;
import network.lumora.ledger.state.Ruling;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.PublicKey;

/**
 * Rebuilds the state from the stored entries and compares the stored tree with them.
 *
 * <p>Signatures on entries are not checked again: they were before each entry was stored, and the
 * newest checkpoint, whose signature is checked, covers the bytes. An audit checks them all.
 */
final class Replay {
  private final LogTables tables;
  private final EntryReader reader;
  private final PublicKey coordinator;
  private final LedgerState state;
  private Frontier frontier = Frontier.EMPTY;

  Replay(LogTables tables, EntryReader reader, PublicKey coordinator) {
    this.tables = tables;
    this.reader = reader;
    this.coordinator = coordinator;
    this.state = new LedgerState(coordinator);
  }

  LedgerState state() {
    return state;
  }

  Frontier frontier() {
    return frontier;
  }

  /**
   * @throws CorruptLogException at the first entry that does not fit
   */
  void run() throws IOException, SQLException {
    long end = tables.entriesEnd();
    long checkpointed = tables.checkpointedSize();
    while (frontier.size() < end) {
      replayFrom(frontier.size(), (int) Math.min(TileHashes.WIDTH, end - frontier.size()));
    }
    if (checkpointed > end) {
      throw new CorruptLogException(
          end,
          "a checkpoint over " + checkpointed + " entries is stored, but only " + end + " entries");
    }
    if (tables.leavesEnd() > end) {
      throw new CorruptLogException(end, "there is a leaf for it, but no entry");
    }
    verifySignature(checkpointed);
  }

  private void replayFrom(long first, int count) throws IOException, SQLException {
    var bodies = tables.entries(first, count);
    var leaves = tables.hashes(0, first, count);
    if (bodies.size() != count) {
      throw new CorruptLogException(first, "of " + count + " entries from it on, some are missing");
    }
    var notes = checkpoints(first, first + count);
    for (int i = 0; i < count; i++) {
      var leaf = Hash.ofEntry(bodies.get(i));
      if (i >= leaves.size() || !leaves.get(i).equals(leaf)) {
        throw new CorruptLogException(first + i, "its bytes do not have the hash in the tree");
      }
      apply(first + i, bodies.get(i));
      grow(leaf);
      compareRoot(notes);
    }
  }

  private List<Note> checkpoints(long above, long upTo) throws IOException, SQLException {
    try {
      return tables.checkpoints(above, upTo);
    } catch (ProtocolException e) {
      throw new CorruptLogException(above, "a checkpoint that covers it cannot be read");
    }
  }

  private void apply(long index, byte[] body) throws CorruptLogException {
    try {
      switch (state.decide(reader.read(body).statement())) {
        case Ruling.Accepted(var effect) -> state.apply(effect);
        case Ruling.Rejected(var rule, var detail) ->
            throw new CorruptLogException(index, "it breaks the rule " + rule + ": " + detail);
      }
    } catch (ProtocolException e) {
      throw new CorruptLogException(index, "it cannot be read: " + e.getMessage());
    }
  }

  private void grow(Hash leaf) throws IOException, SQLException {
    var completed = new ArrayList<Hash>();
    long index = frontier.size();
    frontier =
        frontier.append(
            leaf,
            (level, at, hash) -> {
              if (level > 0) {
                completed.add(hash);
              }
            });
    for (int level = 1; level <= completed.size(); level++) {
      long at = index >> (level * TileHashes.HEIGHT);
      if (!tables.hashes(level, at, 1).equals(List.of(completed.get(level - 1)))) {
        throw new CorruptLogException(index, "the hash of level " + level + " over it differs");
      }
    }
  }

  private void compareRoot(List<Note> notes) throws CorruptLogException {
    for (var note : notes) {
      var checkpoint = parse(note);
      if (checkpoint.size() == frontier.size() && !checkpoint.root().equals(frontier.root())) {
        throw new CorruptLogException(
            frontier.size() - 1,
            "it or one before it differs from the checkpoint over " + frontier.size() + " entries");
      }
    }
  }

  private Checkpoint parse(Note note) throws CorruptLogException {
    try {
      return Checkpoint.parse(note.text());
    } catch (ProtocolException e) {
      throw new CorruptLogException(frontier.size(), "a stored checkpoint cannot be read");
    }
  }

  private void verifySignature(long size) throws IOException, SQLException {
    if (size == 0) {
      return;
    }
    var genesis = Objects.requireNonNull(state.genesis(), "a log with entries has its genesis");
    try {
      var note = tables.checkpointAt(size).orElseThrow();
      Checkpoint.open(note, new NoteKey(genesis.origin(), coordinator));
    } catch (ProtocolException e) {
      throw new CorruptLogException(size - 1, "the checkpoint over it: " + e.getMessage());
    }
  }
}
