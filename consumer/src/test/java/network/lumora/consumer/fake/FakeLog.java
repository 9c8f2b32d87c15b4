package network.lumora.consumer.fake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import network.lumora.ledger.log.Checkpoint;
import network.lumora.ledger.log.EntryBundle;
import network.lumora.ledger.log.Frontier;
import network.lumora.ledger.log.Hash;
import network.lumora.ledger.log.MerkleTree;
import network.lumora.ledger.log.TileHashes;
import network.lumora.ledger.state.EntryReader;
import network.lumora.ledger.state.LedgerState;
import network.lumora.ledger.state.Ruling;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.message.Logged;
import network.lumora.protocol.message.StatedBalances;
import network.lumora.protocol.wire.DocumentCodec;

/** A public log in memory that appends whatever it is given. */
public final class FakeLog implements TileHashes {
  public static final String ORIGIN = "lumora.network/log/fake";

  private final IdentityKey key;
  private final List<byte[]> entries = new ArrayList<>();
  private final Map<Integer, List<Hash>> levels = new HashMap<>();
  private Frontier frontier = Frontier.EMPTY;

  public FakeLog(IdentityKey key) {
    this.key = key;
  }

  public long append(Envelope statement) {
    byte[] entry = new DocumentCodec().writeBytes(statement);
    entries.add(entry);
    frontier =
        frontier.append(
            Hash.ofEntry(entry),
            (level, index, hash) ->
                levels.computeIfAbsent(level, l -> new ArrayList<>()).add(hash));
    return frontier.size() - 1;
  }

  public String checkpoint() {
    return new Checkpoint(ORIGIN, frontier.size(), frontier.root()).sign(key).toString();
  }

  public Logged logged(long index) {
    try {
      var proof = new MerkleTree(this, frontier.size()).inclusion(index);
      return new Logged(
          index,
          frontier.size(),
          proof.path().stream().map(hash -> Sha256.fromBytes(hash.bytes())).toList(),
          checkpoint());
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  public byte[] bundle(long index, int width) {
    int first = (int) index * WIDTH;
    return EntryBundle.write(entries.subList(first, first + width));
  }

  public int size() {
    return entries.size();
  }

  public StatedBalances balances() {
    var state = new LedgerState(key.publicKey());
    for (byte[] entry : entries) {
      try {
        if (state.decide(new EntryReader().read(entry).statement())
            instanceof Ruling.Accepted(var effect)) {
          state.apply(effect);
        }
      } catch (network.lumora.protocol.ProtocolException e) {
        throw new IllegalStateException(e);
      }
    }
    return new StatedBalances(
        size(),
        state.epoch(),
        state.balances().all().entrySet().stream()
            .map(b -> new StatedBalances.Balance(b.getKey(), b.getValue()))
            .toList());
  }

  @Override
  public List<Hash> read(int level, long first, int count) {
    return levels.get(level).subList((int) first, (int) first + count);
  }
}
