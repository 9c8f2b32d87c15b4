package network.lumora.ledger.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The right edge of a tree: all that is needed to append to it and to know its root. Immutable.
 *
 * @param peaks roots of the perfect subtrees, largest first: one for each set bit of the size
 */
public record Frontier(long size, List<Hash> peaks) {

  public static final Frontier EMPTY = new Frontier(0, List.of());

  public Frontier {
    if (size < 0 || peaks.size() != Long.bitCount(size)) {
      throw new IllegalArgumentException(
          "a tree of " + size + " entries does not have " + peaks.size() + " peaks");
    }
    peaks = List.copyOf(peaks);
  }

  /** The right edge of a stored tree. */
  public static Frontier of(TileHashes tiles, long size) throws IOException {
    var tree = new MerkleTree(tiles, size);
    var peaks = new ArrayList<Hash>();
    long start = 0;
    for (long rest = size; rest > 0; rest = size - start) {
      long end = start + Long.highestOneBit(rest);
      peaks.add(tree.hash(start, end));
      start = end;
    }
    return new Frontier(size, peaks);
  }

  /** This tree with one more leaf; {@code sink} gets every tile hash that it completes. */
  public Frontier append(Hash leaf, TileHashes.Sink sink) {
    var grown = new ArrayList<>(peaks);
    var hash = leaf;
    int height = 0;
    sink.add(0, size, leaf);
    while (((size >> height) & 1) == 1) {
      hash = Hash.ofNode(grown.removeLast(), hash);
      height++;
      if (height % TileHashes.HEIGHT == 0) {
        sink.add(height / TileHashes.HEIGHT, size >> height, hash);
      }
    }
    grown.add(hash);
    return new Frontier(size + 1, grown);
  }

  public Frontier append(Hash leaf) {
    return append(leaf, (level, index, hash) -> {});
  }

  public Hash root() {
    if (peaks.isEmpty()) {
      return Hash.EMPTY_TREE;
    }
    var root = peaks.getLast();
    for (int i = peaks.size() - 2; i >= 0; i--) {
      root = Hash.ofNode(peaks.get(i), root);
    }
    return root;
  }
}
