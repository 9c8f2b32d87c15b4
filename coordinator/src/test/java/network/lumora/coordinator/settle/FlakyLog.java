package network.lumora.coordinator.settle;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import network.lumora.ledger.log.ConsistencyProof;
import network.lumora.ledger.log.InclusionProof;
import network.lumora.ledger.log.SignedCheckpoint;
import network.lumora.ledger.log.TilePath;
import network.lumora.ledger.order.AppendResult;
import network.lumora.ledger.order.OrderedLog;
import network.lumora.protocol.message.StatedBalances;

/** A log that breaks when it is told to, before or after it has kept what it was given. */
record FlakyLog(OrderedLog log, Breakage breakage) implements OrderedLog {

  /** When it breaks. Set by the test. */
  static final class Breakage {
    enum When {
      NEVER,
      BEFORE_APPEND,
      AFTER_APPEND
    }

    When when = When.NEVER;
  }

  @Override
  public List<AppendResult> append(List<byte[]> entries) throws IOException {
    if (breakage.when == Breakage.When.BEFORE_APPEND) {
      throw new IOException("broken before");
    }
    var results = log.append(entries);
    if (breakage.when == Breakage.When.AFTER_APPEND) {
      throw new IOException("broken after");
    }
    return results;
  }

  @Override
  public Optional<SignedCheckpoint> checkpoint() {
    return log.checkpoint();
  }

  @Override
  public OptionalLong indexOf(byte[] entry) throws IOException {
    return log.indexOf(entry);
  }

  @Override
  public List<byte[]> entries(long first, int count) throws IOException {
    return log.entries(first, count);
  }

  @Override
  public Optional<byte[]> tile(TilePath path) throws IOException {
    return log.tile(path);
  }

  @Override
  public InclusionProof inclusion(long index, long treeSize) throws IOException {
    return log.inclusion(index, treeSize);
  }

  @Override
  public ConsistencyProof consistency(long oldSize, long newSize) throws IOException {
    return log.consistency(oldSize, newSize);
  }

  @Override
  public StatedBalances balances() {
    return log.balances();
  }

  @Override
  public void close() throws IOException {
    log.close();
  }
}
