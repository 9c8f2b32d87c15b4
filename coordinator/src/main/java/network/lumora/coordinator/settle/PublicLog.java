package network.lumora.coordinator.settle;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import network.lumora.ledger.log.Checkpoint;
import network.lumora.ledger.log.SignedCheckpoint;
import network.lumora.ledger.log.TilePath;
import network.lumora.ledger.order.AppendResult;
import network.lumora.ledger.order.OrderedLog;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.message.Logged;
import network.lumora.protocol.message.StatedBalances;
import org.jspecify.annotations.Nullable;

/**
 * The log that everyone may read; opens itself again after it could not be written. Thread-safe.
 */
public final class PublicLog implements Closeable {

  /** Opens the stored log and replays it. */
  @FunctionalInterface
  public interface Opening {
    OrderedLog open() throws IOException;
  }

  private final Opening opening;
  private volatile @Nullable OrderedLog open;
  private volatile boolean closed;

  public PublicLog(Opening opening) throws IOException {
    this.opening = opening;
    this.open = opening.open();
  }

  /** Appends what the rules allow; see {@link OrderedLog#append}. */
  public synchronized List<AppendResult> append(List<byte[]> entries) throws IOException {
    var log = log();
    try {
      return log.append(entries);
    } catch (IOException e) {
      open = null;
      log.close();
      throw e;
    }
  }

  private OrderedLog log() throws IOException {
    var log = open;
    return log == null ? reopened() : log;
  }

  private synchronized OrderedLog reopened() throws IOException {
    if (closed) {
      throw new IOException("the public log is closed");
    }
    var log = open;
    if (log == null) {
      log = opening.open();
      open = log;
    }
    return log;
  }

  /** Evidence that the entry at {@code index} is in the log, under its newest checkpoint. */
  public Logged evidence(long index) throws IOException {
    var log = log();
    var signed = newest(log);
    var proof = log.inclusion(index, signed.checkpoint().size());
    return new Logged(
        index,
        proof.size(),
        proof.path().stream().map(hash -> Sha256.fromBytes(hash.bytes())).toList(),
        text(signed));
  }

  /** The newest signed checkpoint as a note. */
  public String checkpoint() throws IOException {
    return text(newest(log()));
  }

  public Optional<byte[]> tile(TilePath path) throws IOException {
    return log().tile(path);
  }

  public StatedBalances balances() throws IOException {
    return log().balances();
  }

  public Checkpoint standing() throws IOException {
    return newest(log()).checkpoint();
  }

  /** Whether the log has no entry yet. */
  public boolean isEmpty() throws IOException {
    return log().checkpoint().isEmpty();
  }

  private static SignedCheckpoint newest(OrderedLog log) throws IOException {
    return log.checkpoint().orElseThrow(() -> new IOException("the log has no entry yet"));
  }

  private static String text(SignedCheckpoint signed) {
    return new String(signed.note().bytes(), StandardCharsets.UTF_8);
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    var log = open;
    open = null;
    if (log != null) {
      log.close();
    }
  }
}
