package network.lumora.agent.receipt;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.lumora.ledger.log.Checkpoint;
import network.lumora.ledger.log.EntryBundle;
import network.lumora.ledger.log.Frontier;
import network.lumora.ledger.log.Hash;
import network.lumora.ledger.log.Note;
import network.lumora.ledger.log.NoteKey;
import network.lumora.ledger.log.TileHashes;
import network.lumora.ledger.log.TilePath;
import network.lumora.proof.fraud.DroppedReceipt;
import network.lumora.proof.fraud.Finding;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.wire.DocumentCodec;

/**
 * Whether the public log still holds our receipts. It reads the whole log, so that the coordinator
 * cannot know which entries matter, and so that the signed root covers every one of them. For one
 * thread.
 */
public final class LogCheck {
  private final PublishedLog log;
  private final PublicKey coordinator;
  private final DocumentCodec documents = new DocumentCodec();
  private final Map<Long, DroppedReceipt.Held> held = new HashMap<>();
  private final Map<Long, Hash> roots = new HashMap<>();
  private final List<Finding> findings = new ArrayList<>();

  public LogCheck(PublishedLog log, PublicKey coordinator) {
    this.log = log;
    this.coordinator = coordinator;
  }

  /** A receipt whose own evidence was checked; the log must hold it where that says. */
  public void expect(SettledReceipt receipt) throws ProtocolException {
    long index = receipt.logged().index();
    var entry = Sha256.of(documents.writeBytes(receipt.envelope()));
    held.put(index, new DroppedReceipt.Held(index, entry));
    var checkpoint = SettlementCheck.read(receipt.logged().checkpoint());
    roots.put(checkpoint.size(), checkpoint.root());
  }

  /** How many receipts are expected. */
  public int expected() {
    return held.size();
  }

  /**
   * Reads the log through.
   *
   * @return what was found; empty if all is there
   * @throws ProtocolException if the log's newest checkpoint is not the coordinator's
   */
  public List<Finding> findings() throws IOException, ProtocolException {
    var newest = checkpoint();
    long size = newest.size();
    held.values().stream()
        .filter(each -> each.index() >= size)
        .forEach(each -> judge(each, size, Optional.empty()));
    var tree = Frontier.EMPTY;
    for (long bundle = 0; tree.size() < size; bundle++) {
      tree = read(bundle, size, tree);
    }
    if (!tree.root().equals(newest.root())) {
      drop(size, "the entries do not lead to the signed root");
    }
    return List.copyOf(findings);
  }

  private Checkpoint checkpoint() throws IOException, ProtocolException {
    var bytes =
        log.get("checkpoint")
            .orElseThrow(
                () ->
                    new ProtocolException(ErrorCode.NOT_FOUND, "there is no log at this address"));
    var note = Note.parse(bytes);
    var origin = Checkpoint.parse(note.text()).origin();
    try {
      return Checkpoint.open(note, new NoteKey(origin, coordinator));
    } catch (IllegalArgumentException e) {
      throw new ProtocolException(ErrorCode.MALFORMED, "the checkpoint's origin is no key name", e);
    }
  }

  private Frontier read(long bundle, long size, Frontier before)
      throws IOException, ProtocolException {
    var tree = before;
    for (var entry : bundle(bundle, size)) {
      var expected = held.get(tree.size());
      if (expected != null) {
        judge(expected, size, Optional.of(Sha256.of(entry)));
      }
      tree = tree.append(Hash.ofEntry(entry));
      var root = roots.get(tree.size());
      if (root != null && !root.equals(tree.root())) {
        drop(tree.size(), "the log is not the one whose checkpoint was signed to us");
      }
    }
    return tree;
  }

  private List<byte[]> bundle(long index, long size) throws IOException, ProtocolException {
    int width = (int) Math.min(TileHashes.WIDTH, size - index * TileHashes.WIDTH);
    var partial = log.get(new TilePath.Entries(index, width).toString());
    if (partial.isPresent()) {
      return EntryBundle.parse(partial.get(), width);
    }
    // A log may drop a partial bundle once it has the full one.
    var full =
        log.get(new TilePath.Entries(index, TileHashes.WIDTH).toString())
            .orElseThrow(
                () ->
                    new ProtocolException(
                        ErrorCode.NOT_FOUND, "the log does not give bundle " + index));
    return EntryBundle.parse(full, TileHashes.WIDTH).subList(0, width);
  }

  private void judge(DroppedReceipt.Held each, long size, Optional<Sha256> now) {
    DroppedReceipt.judge(each, size, now).ifPresent(findings::add);
  }

  private void drop(long index, String detail) {
    findings.add(new Finding.Dropped(index, detail));
  }
}
