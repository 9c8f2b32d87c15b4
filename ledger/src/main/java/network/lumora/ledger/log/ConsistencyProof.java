package network.lumora.ledger.log;

import java.util.ArrayList;
import java.util.List;

/**
 * Shows that an older tree is the start of a newer one: nothing was changed or removed. Immutable;
 * any numbers and hashes are possible, {@link #verify} judges them.
 *
 * @param path the hashes of RFC 9162 section 2.1.4.1, in its order
 */
public record ConsistencyProof(long oldSize, long newSize, List<Hash> path) {

  public ConsistencyProof {
    path = List.copyOf(path);
  }

  /** Checks by RFC 9162 section 2.1.4.2. From an empty tree nothing can be proven. */
  public ProofVerdict verify(Hash oldRoot, Hash newRoot) {
    if (oldSize < 1 || oldSize > newSize) {
      return new ProofVerdict.Refuted("no proof leads from size " + oldSize + " to " + newSize);
    }
    if (oldSize == newSize) {
      return verifySameSize(oldRoot, newRoot);
    }
    if (path.isEmpty()) {
      return new ProofVerdict.Refuted("the path is empty");
    }
    return climb(oldRoot, newRoot);
  }

  private ProofVerdict verifySameSize(Hash oldRoot, Hash newRoot) {
    if (!path.isEmpty()) {
      return new ProofVerdict.Refuted("the sizes are equal and the path is not empty");
    }
    return oldRoot.equals(newRoot)
        ? new ProofVerdict.Proven()
        : new ProofVerdict.Refuted("the sizes are equal and the roots differ");
  }

  private ProofVerdict climb(Hash oldRoot, Hash newRoot) {
    var hashes = new ArrayList<>(path);
    if (Long.bitCount(oldSize) == 1) {
      hashes.addFirst(oldRoot);
    }
    var climb = new Climb(oldSize - 1, newSize - 1);
    climb.upToLeftChild();
    var older = hashes.getFirst();
    var newer = older;
    for (var sibling : hashes.subList(1, hashes.size())) {
      if (climb.isAtRoot()) {
        return new ProofVerdict.Refuted("the path is longer than the tree is high");
      }
      if (climb.isRightChild()) {
        older = Hash.ofNode(sibling, older);
        newer = Hash.ofNode(sibling, newer);
      } else {
        newer = Hash.ofNode(newer, sibling);
      }
      climb.up();
    }
    return judge(climb, older.equals(oldRoot), newer.equals(newRoot));
  }

  private static ProofVerdict judge(Climb climb, boolean oldMatches, boolean newMatches) {
    if (!climb.isAtRoot()) {
      return new ProofVerdict.Refuted("the path ends below the root");
    }
    if (!oldMatches) {
      return new ProofVerdict.Refuted("the path leads to another old root");
    }
    return newMatches
        ? new ProofVerdict.Proven()
        : new ProofVerdict.Refuted("the path leads to another new root");
  }
}
