package network.lumora.proof.fraud;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.lumora.protocol.identity.PublicKey;

/**
 * How often one challenger stood against the majority of late. Immutable.
 *
 * <p>Each prover counts once: a line that is bad for everybody makes no colluder of anyone.
 */
public record ChallengerScore(PublicKey challenger, List<Slot> newest) {
  /** Disagreements over this many different provers demote. */
  public static final int DEMOTES = 3;

  /** Slots that are remembered. */
  public static final int REMEMBERED = 20;

  /** One slot, and whether it stood against the majority. */
  public record Slot(PublicKey prover, boolean disagrees) {}

  public ChallengerScore {
    newest = List.copyOf(newest);
  }

  public static ChallengerScore of(PublicKey challenger) {
    return new ChallengerScore(challenger, List.of());
  }

  public ChallengerScore after(PublicKey prover, boolean disagrees) {
    var slots = new ArrayList<>(newest);
    slots.add(new Slot(prover, disagrees));
    int first = Math.max(0, slots.size() - REMEMBERED);
    return new ChallengerScore(challenger, slots.subList(first, slots.size()));
  }

  /** Whether it is to challenge no more. */
  public Optional<Finding> judge() {
    long provers = newest.stream().filter(Slot::disagrees).map(Slot::prover).distinct().count();
    return provers < DEMOTES
        ? Optional.empty()
        : Optional.of(new Finding.Colludes(challenger, (int) provers));
  }
}
