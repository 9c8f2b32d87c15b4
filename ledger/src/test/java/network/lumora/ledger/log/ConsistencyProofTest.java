package network.lumora.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsistencyProofTest {
  private static final int LARGEST = 300;
  private final GrowingTree tree = GrowingTree.of(LARGEST);

  @Test
  void everySizeIsTheStartOfEveryLaterOne() throws IOException {
    var roots = roots();
    for (int size = 1; size <= LARGEST; size++) {
      for (int old = 1; old <= size; old++) {
        assertThat(tree.at(size).consistency(old).verify(roots.get(old), roots.get(size)))
            .isEqualTo(new ProofVerdict.Proven());
      }
    }
  }

  private List<Hash> roots() throws IOException {
    var roots = new ArrayList<Hash>();
    for (int size = 0; size <= LARGEST; size++) {
      roots.add(tree.at(size).root());
    }
    return roots;
  }

  @Test
  void everyChangeRefutesTheProof() throws IOException {
    var roots = roots();
    for (int size = 1; size <= LARGEST; size += 1 + size / 40) {
      for (int old = 1; old <= size; old += 1 + old / 10) {
        var proof = tree.at(size).consistency(old);
        for (var changed : changes(proof)) {
          assertThat(changed.verify(roots.get(old), roots.get(size)).proven())
              .as("%s", changed)
              .isFalse();
        }
        assertThat(proof.verify(Hash.EMPTY_TREE, roots.get(size)).proven()).isFalse();
        assertThat(proof.verify(roots.get(old), Hash.EMPTY_TREE).proven()).isFalse();
        assertThat(old < size && proof.verify(roots.get(size), roots.get(old)).proven()).isFalse();
      }
    }
  }

  private static List<ConsistencyProof> changes(ConsistencyProof proof) {
    var changes = new ArrayList<ConsistencyProof>();
    long old = proof.oldSize();
    long size = proof.newSize();
    changes.add(new ConsistencyProof(0, size, proof.path()));
    changes.add(new ConsistencyProof(-1, size, proof.path()));
    changes.add(new ConsistencyProof(size + 1, size, proof.path()));
    changes.add(new ConsistencyProof(old, 2 * size, proof.path()));
    for (int i = 0; i < proof.path().size(); i++) {
      var flipped = new ArrayList<>(proof.path());
      flipped.set(i, Hash.EMPTY_TREE);
      changes.add(new ConsistencyProof(old, size, flipped));
      var shorter = new ArrayList<>(proof.path());
      shorter.remove(i);
      changes.add(new ConsistencyProof(old, size, shorter));
    }
    for (int i = 0; i <= proof.path().size(); i++) {
      var longer = new ArrayList<>(proof.path());
      longer.add(i, Hash.EMPTY_TREE);
      changes.add(new ConsistencyProof(old, size, longer));
    }
    return changes;
  }

  @Test
  void provesNothingFromAnEmptyTree() {
    assertThat(new ConsistencyProof(0, 0, List.of()).verify(Hash.EMPTY_TREE, Hash.EMPTY_TREE))
        .isEqualTo(new ProofVerdict.Refuted("no proof leads from size 0 to 0"));
  }
}
