package network.lumora.ledger.log;

import java.util.List;

/** The definition of the tree hash in RFC 9162 section 2.1.1, word for word and slow. */
final class RecursiveTree {
  private RecursiveTree() {}

  static Hash root(List<Hash> leaves) {
    return switch (leaves.size()) {
      case 0 -> Hash.EMPTY_TREE;
      case 1 -> leaves.getFirst();
      default -> {
        int k = 1;
        while (k * 2 < leaves.size()) {
          k *= 2;
        }
        yield Hash.ofNode(root(leaves.subList(0, k)), root(leaves.subList(k, leaves.size())));
      }
    };
  }
}
