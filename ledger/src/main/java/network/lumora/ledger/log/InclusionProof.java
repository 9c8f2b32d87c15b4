package network.lumora.ledger.log;

import java.util.List;

/**
 * Shows that an entry is in a tree. Immutable; any numbers and hashes are possible, {@link #verify}
 * judges them.
 *
 * @param index of the entry, from 0
 * @param size of the tree, in entries
 * @param path siblings from the leaf upwards
 */
public record InclusionProof(long index, long size, List<Hash> path) {

  public InclusionProof {
    path = List.copyOf(path);
  }

  /** Checks by RFC 9162 section 2.1.3.2 that {@code leaf} is at the index under {@code root}. */
  public ProofVerdict verify(Hash leaf, Hash root) {
    if (index < 0 || index >= size) {
      return new ProofVerdict.Refuted("no entry " + index + " in a tree of " + size);
    }
    var climb = new Climb(index, size - 1);
    var hash = leaf;
    for (var sibling : path) {
      if (climb.isAtRoot()) {
        return new ProofVerdict.Refuted("the path is longer than the tree is high");
      }
      hash = climb.isRightChild() ? Hash.ofNode(sibling, hash) : Hash.ofNode(hash, sibling);
      climb.up();
    }
    if (!climb.isAtRoot()) {
      return new ProofVerdict.Refuted("the path ends below the root");
    }
    return hash.equals(root)
        ? new ProofVerdict.Proven()
        : new ProofVerdict.Refuted("the path leads to another root than " + root);
  }
}
