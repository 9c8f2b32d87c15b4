package network.lumora.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {

  @Test
  void rootsAreThoseOfTheReferenceTree() throws IOException {
    var tree = new GrowingTree();

    for (var line : referenceLines()) {
      var fields = line.split(" ", 2);
      tree.append(Hash.ofEntry(HexFormat.of().parseHex(fields[0])));

      assertThat(HexFormat.of().formatHex(tree.frontier().root().bytes())).isEqualTo(fields[1]);
    }
    assertThat(tree.leaves).hasSize(8);
  }

  private static List<String> referenceLines() throws IOException {
    try (var in = MerkleTreeTest.class.getResourceAsStream("/vectors/merkle-reference-roots.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    }
  }

  @Test
  void emptyTreeHasTheHashOfNothing() throws IOException {
    assertThat(new GrowingTree().at(0).root()).isEqualTo(Hash.EMPTY_TREE);
    assertThat(Frontier.EMPTY.root()).isEqualTo(Hash.EMPTY_TREE);
  }

  @Test
  void everySizeHasTheRootOfTheDefinition() throws IOException {
    var tree = GrowingTree.of(600);

    for (int size = 0; size <= 600; size++) {
      var expected = RecursiveTree.root(tree.leaves.subList(0, size));
      assertThat(tree.at(size).root()).isEqualTo(expected);
      assertThat(Frontier.of(tree, size).root()).isEqualTo(expected);
    }
  }

  @Test
  void frontierOfTheStoredTreeGrowsLikeTheOriginal() throws IOException {
    var tree = GrowingTree.of(700);

    assertThat(Frontier.of(tree, 700)).isEqualTo(tree.frontier());
  }

  @Test
  void hashesOfTheThirdTileLevelAreUsed() throws IOException {
    var tree = GrowingTree.of(66_000);

    assertThat(tree.at(66_000).root()).isEqualTo(tree.frontier().root());
    assertThat(tree.read(2, 0, 1)).hasSize(1);
    assertThat(
            tree.at(66_000)
                .inclusion(65_999)
                .verify(tree.leaves.get(65_999), tree.frontier().root())
                .proven())
        .isTrue();
  }

  @Test
  void refusesProofsThatNoTreeHas() {
    var tree = GrowingTree.of(3).at(3);

    assertThatThrownBy(() -> tree.inclusion(3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> tree.consistency(0)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> tree.consistency(4)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
