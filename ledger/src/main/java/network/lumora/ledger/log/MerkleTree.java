package network.lumora.ledger.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * A tree of a given size over stored hashes: answers roots and proofs (RFC 9162 section 2.1).
 *
 * <p>The store may hold more than {@code size} entries; the answers are those of the smaller tree.
 */
public record MerkleTree(TileHashes tiles, long size) {

  public MerkleTree {
    if (size < 0) {
      throw new IllegalArgumentException("tree size is negative: " + size);
    }
  }

  public Hash root() throws IOException {
    return size == 0 ? Hash.EMPTY_TREE : hash(0, size);
  }

  /** Proves that the entry at {@code index} is in this tree. */
  public InclusionProof inclusion(long index) throws IOException {
    Objects.checkIndex(index, size);
    var path = new ArrayList<Hash>();
    long from = 0;
    long to = size;
    while (to - from > 1) {
      long middle = from + leftWidth(to - from);
      if (index < middle) {
        path.add(hash(middle, to));
        to = middle;
      } else {
        path.add(hash(from, middle));
        from = middle;
      }
    }
    Collections.reverse(path);
    return new InclusionProof(index, size, path);
  }

  /** Proves that the tree of {@code oldSize} entries, at least one, is the start of this one. */
  public ConsistencyProof consistency(long oldSize) throws IOException {
    if (oldSize < 1 || oldSize > size) {
      throw new IndexOutOfBoundsException("no tree of " + oldSize + " in one of " + size);
    }
    var path = new ArrayList<Hash>();
    long from = 0;
    long to = size;
    while (oldSize != to) {
      long middle = from + leftWidth(to - from);
      if (oldSize <= middle) {
        path.add(hash(middle, to));
        to = middle;
      } else {
        path.add(hash(from, middle));
        from = middle;
      }
    }
    if (from > 0) {
      path.add(hash(from, to));
    }
    Collections.reverse(path);
    return new ConsistencyProof(oldSize, size, path);
  }

  /** The root over the entries {@code from} to {@code to - 1}, a subtree that this tree has. */
  Hash hash(long from, long to) throws IOException {
    long width = to - from;
    if (Long.bitCount(width) == 1) {
      return perfect(Long.numberOfTrailingZeros(width), from);
    }
    long middle = from + leftWidth(width);
    return Hash.ofNode(hash(from, middle), hash(middle, to));
  }

  private Hash perfect(int height, long from) throws IOException {
    int level = height / TileHashes.HEIGHT;
    int stored = 1 << (height % TileHashes.HEIGHT);
    return fold(tiles.read(level, from >> (level * TileHashes.HEIGHT), stored));
  }

  private static Hash fold(List<Hash> row) {
    while (row.size() > 1) {
      var above = new ArrayList<Hash>(row.size() / 2);
      for (int i = 0; i < row.size(); i += 2) {
        above.add(Hash.ofNode(row.get(i), row.get(i + 1)));
      }
      row = above;
    }
    return row.getFirst();
  }

  /** The largest power of two below {@code width}, which is at least two. */
  private static long leftWidth(long width) {
    return Long.highestOneBit(width - 1);
  }
}
