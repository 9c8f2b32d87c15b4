package network.lumora.ledger.log;

/** The way from a node up to the root, in a tree whose right edge may be ragged. */
final class Climb {
  private long node;
  private long last;

  /**
   * @param node index in its level
   * @param last index of the last node in that level
   */
  Climb(long node, long last) {
    this.node = node;
    this.last = last;
  }

  boolean isAtRoot() {
    return last == 0;
  }

  /** Whether the sibling on the path stands to the left. */
  boolean isRightChild() {
    return (node & 1) == 1 || node == last;
  }

  void up() {
    if (isRightChild()) {
      skipLevelsWithoutSibling();
    }
    shift();
  }

  /** Goes up while the node is a right child. */
  void upToLeftChild() {
    while ((node & 1) == 1) {
      shift();
    }
  }

  private void skipLevelsWithoutSibling() {
    while ((node & 1) == 0 && node != 0) {
      shift();
    }
  }

  private void shift() {
    node >>= 1;
    last >>= 1;
  }
}
