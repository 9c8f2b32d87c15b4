package network.lumora.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class InclusionProofTest {
  private static final int LARGEST = 300;
  private final GrowingTree tree = GrowingTree.of(LARGEST);
  private final RandomGenerator random = RandomGeneratorFactory.getDefault().create(6962);

  @Test
  void everyEntryOfEverySizeIsProven() throws IOException {
    for (int size = 1; size <= LARGEST; size++) {
      var root = tree.at(size).root();
      for (int index = 0; index < size; index++) {
        assertThat(tree.at(size).inclusion(index).verify(tree.leaves.get(index), root))
            .isEqualTo(new ProofVerdict.Proven());
      }
    }
  }

  @Test
  void everyChangeRefutesTheProof() throws IOException {
    for (int size = 1; size <= LARGEST; size += 1 + size / 40) {
      for (int index = 0; index < size; index += 1 + index / 10) {
        refutesChangesOf(
            tree.at(size).inclusion(index), tree.leaves.get(index), tree.at(size).root());
      }
    }
  }

  private void refutesChangesOf(InclusionProof proof, Hash leaf, Hash root) {
    for (var changed : changes(proof)) {
      assertThat(changed.verify(leaf, root).proven()).as("%s", changed).isFalse();
    }
    assertThat(proof.verify(flipped(leaf), root).proven()).isFalse();
    assertThat(proof.verify(leaf, flipped(root)).proven()).isFalse();
    assertThat(proof.verify(leaf, Hash.EMPTY_TREE).proven()).isFalse();
  }

  private List<InclusionProof> changes(InclusionProof proof) {
    var changes = new ArrayList<InclusionProof>();
    for (long index :
        new long[] {proof.index() - 1, proof.index() + 1, proof.index() ^ 2, -1, Long.MAX_VALUE}) {
      changes.add(new InclusionProof(index, proof.size(), proof.path()));
    }
    for (var path : changedPaths(proof.path())) {
      changes.add(new InclusionProof(proof.index(), proof.size(), path));
    }
    changes.add(new InclusionProof(proof.index(), proof.size() * 2, proof.path()));
    changes.add(new InclusionProof(proof.index(), -proof.size(), proof.path()));
    changes.add(new InclusionProof(proof.index(), 0, proof.path()));
    return changes;
  }

  private List<List<Hash>> changedPaths(List<Hash> path) {
    var changes = new ArrayList<List<Hash>>();
    for (int i = 0; i < path.size(); i++) {
      var flipped = new ArrayList<>(path);
      flipped.set(i, flipped(path.get(i)));
      changes.add(flipped);
      var shorter = new ArrayList<>(path);
      shorter.remove(i);
      changes.add(shorter);
    }
    for (int i = 0; i <= path.size(); i++) {
      var longer = new ArrayList<>(path);
      longer.add(i, Hash.EMPTY_TREE);
      changes.add(longer);
    }
    return changes;
  }

  private Hash flipped(Hash hash) {
    byte[] bytes = hash.bytes();
    int bit = random.nextInt(256);
    bytes[bit / 8] = (byte) (bytes[bit / 8] ^ (1 << (bit % 8)));
    return Hash.of(bytes);
  }
}
