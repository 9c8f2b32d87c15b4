package network.lumora.ledger.log;

import java.io.IOException;
import java.util.List;

/**
 * Where the hashes of a tree are kept, cut as tlog-tiles cuts them.
 *
 * <p>Level 0 holds the leaves; each hash of level {@code n + 1} covers 256 hashes of level {@code
 * n}. The levels in between are computed when needed.
 */
public interface TileHashes {

  /** How many levels of the binary tree one tile level spans. */
  int HEIGHT = 8;

  /** Hashes in a full tile. */
  int WIDTH = 1 << HEIGHT;

  /**
   * The hashes {@code first} to {@code first + count - 1} of a level.
   *
   * @throws IOException if the store cannot be read or lacks one of them
   */
  List<Hash> read(int level, long first, int count) throws IOException;

  /** Takes a hash that has just become final. */
  @FunctionalInterface
  interface Sink {
    void add(int level, long index, Hash hash);
  }
}
