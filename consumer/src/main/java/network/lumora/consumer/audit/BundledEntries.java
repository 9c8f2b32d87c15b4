package network.lumora.consumer.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.lumora.ledger.audit.EntrySource;
import network.lumora.ledger.log.Checkpoint;
import network.lumora.ledger.log.EntryBundle;
import network.lumora.ledger.log.Note;
import network.lumora.ledger.log.TileHashes;
import network.lumora.ledger.log.TilePath;
import network.lumora.protocol.ProtocolException;

/**
 * The entries of a log from its bundles (c2sp.org/tlog-tiles), as many as its checkpoint covers at
 * first sight. One thread.
 */
public final class BundledEntries implements EntrySource {
  private final LogReader log;
  private final byte[] checkpoint;
  private final long size;
  private final List<String> faults = new ArrayList<>();

  public BundledEntries(LogReader log) throws IOException, ProtocolException {
    this.log = log;
    this.checkpoint = log.checkpoint();
    this.size = sizeOf(checkpoint);
  }

  /** Not verified yet: the audit does that. */
  private static long sizeOf(byte[] checkpoint) {
    try {
      return Checkpoint.parse(Note.parse(checkpoint).text()).size();
    } catch (ProtocolException | IllegalArgumentException e) {
      return 0;
    }
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public byte[] checkpoint() {
    return checkpoint.clone();
  }

  /** Bundles that could not be read, and why. */
  public List<String> faults() {
    return List.copyOf(faults);
  }

  @Override
  public List<byte[]> read(long first, int count) throws IOException {
    long index = first / TileHashes.WIDTH;
    int skip = (int) (first % TileHashes.WIDTH);
    try {
      var entries = bundle(index);
      return skip >= entries.size()
          ? List.of()
          : entries.subList(skip, Math.min(entries.size(), skip + count));
    } catch (ProtocolException e) {
      faults.add("bundle " + index + ": " + e.getMessage());
      return List.of();
    }
  }

  /** A log may drop a partial bundle once it has the full one. */
  private List<byte[]> bundle(long index) throws IOException, ProtocolException {
    int width = (int) Math.min(TileHashes.WIDTH, size - index * TileHashes.WIDTH);
    var partial = fetch(index, width);
    var found = partial.isPresent() ? partial : fetch(index, TileHashes.WIDTH);
    if (found.isEmpty()) {
      faults.add("bundle " + index + ": the log does not have it");
    }
    return found.orElse(List.of());
  }

  private Optional<List<byte[]>> fetch(long index, int width)
      throws IOException, ProtocolException {
    var bytes = log.tile(new TilePath.Entries(index, width).toString());
    return bytes.isEmpty() ? Optional.empty() : Optional.of(EntryBundle.parse(bytes.get(), width));
  }
}
