package network.lumora.coordinator.challenge;

import java.time.Duration;
import java.util.Set;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.units.Bytes;

/**
 * How often lines are challenged, and by whom.
 *
 * @param first mean wait from an agent's arrival to its first challenge
 * @param every mean time between two challenges of one agent; zero if there are none at all
 * @param perDay bytes that all challenges of a day (UTC) may take together
 * @param operatorRun challengers that the operator answers for
 * @param patience for one answer of an agent
 */
public record ChallengeTerms(
    Duration first, Duration every, Bytes perDay, Set<PublicKey> operatorRun, Duration patience) {

  /** Four a day cost a line of 50 Mbit/s some 30 MB. */
  public static final int A_DAY = 4;

  public static final ChallengeTerms DEFAULT =
      new ChallengeTerms(
          Duration.ofSeconds(60),
          Duration.ofDays(1).dividedBy(A_DAY),
          new Bytes(20_000_000_000L),
          Set.of(),
          Duration.ofSeconds(3));

  public ChallengeTerms {
    operatorRun = Set.copyOf(operatorRun);
    if (first.isNegative() || every.isNegative() || !patience.isPositive()) {
      throw new IllegalArgumentException("times of challenges are not negative");
    }
  }

  public boolean areHeld() {
    return every.isPositive();
  }
}
