package network.lumora.ledger.audit;

import java.io.IOException;
import java.util.List;

/** A log as the public sees it. */
public interface EntrySource {

  /** How many entries there are to read. */
  long size() throws IOException;

  /**
   * The entries from {@code first}; fewer than {@code count} only if the log ends.
   *
   * @param count up to 256
   */
  List<byte[]> read(long first, int count) throws IOException;

  /** The log's newest checkpoint, a signed note. */
  byte[] checkpoint() throws IOException;
}
