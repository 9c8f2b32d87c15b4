package network.lumora.ledger.order;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import network.lumora.ledger.log.ConsistencyProof;
import network.lumora.ledger.log.InclusionProof;
import network.lumora.ledger.log.SignedCheckpoint;
import network.lumora.ledger.log.TilePath;
import network.lumora.protocol.message.StatedBalances;

/** Puts entries into one order for everyone, durably, and proves it. Thread-safe. */
public interface OrderedLog extends Closeable {

  /** Entries in one call: what one transaction holds without making others wait long. */
  int MAX_BATCH = 1024;

  /**
   * Appends what the rules allow, in this order; the answers are in the same order. On return all
   * that was appended is durable and covered by {@link #checkpoint}. The same bytes are never
   * appended twice, so that a caller who got no answer may ask again.
   *
   * @throws IllegalArgumentException if there are more than {@value #MAX_BATCH}
   * @throws IOException if the log could not be written; nothing or all of it may have been
   *     appended, and the log must be opened again
   */
  List<AppendResult> append(List<byte[]> entries) throws IOException;

  /** The newest signed checkpoint; empty before the genesis. */
  Optional<SignedCheckpoint> checkpoint();

  /** Where an entry with these bytes is. */
  OptionalLong indexOf(byte[] entry) throws IOException;

  /**
   * The entries from {@code first}, at most {@code count}.
   *
   * @param count up to {@value #MAX_BATCH}
   */
  List<byte[]> entries(long first, int count) throws IOException;

  /** A tile or bundle; empty if the log does not have it at that width yet. */
  Optional<byte[]> tile(TilePath path) throws IOException;

  /**
   * @throws IndexOutOfBoundsException unless index is below treeSize, and that within the
   *     checkpoint
   */
  InclusionProof inclusion(long index, long treeSize) throws IOException;

  /**
   * @throws IndexOutOfBoundsException unless sizes are from 1, in order, and within the checkpoint
   */
  ConsistencyProof consistency(long oldSize, long newSize) throws IOException;

  /** What every account holds by the entries under the newest checkpoint. */
  StatedBalances balances();
}
