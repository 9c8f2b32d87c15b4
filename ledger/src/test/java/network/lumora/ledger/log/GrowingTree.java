package network.lumora.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A tree in memory that keeps its leaves and tile hashes. */
final class GrowingTree implements TileHashes {
  final List<Hash> leaves = new ArrayList<>();
  private final Map<Integer, List<Hash>> levels = new HashMap<>();
  private Frontier frontier = Frontier.EMPTY;

  /** A tree whose entries are the numbers from 0. */
  static GrowingTree of(int size) {
    var tree = new GrowingTree();
    for (int i = 0; i < size; i++) {
      tree.append(Hash.ofEntry(ByteBuffer.allocate(4).putInt(i).array()));
    }
    return tree;
  }

  void append(Hash leaf) {
    leaves.add(leaf);
    frontier = frontier.append(leaf, this::keep);
  }

  private void keep(int level, long index, Hash hash) {
    var row = levels.computeIfAbsent(level, key -> new ArrayList<>());
    assertThat(index).isEqualTo(row.size());
    row.add(hash);
  }

  Frontier frontier() {
    return frontier;
  }

  MerkleTree at(long size) {
    return new MerkleTree(this, size);
  }

  @Override
  public List<Hash> read(int level, long first, int count) {
    return List.copyOf(
        levels.getOrDefault(level, List.of()).subList((int) first, (int) first + count));
  }
}
