package network.lumora.proof.line;

import java.util.List;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.LinksFound;
import network.lumora.protocol.units.BytesPerSecond;

/**
 * Whether agents that were challenged at the same time share a line.
 *
 * <p>The yardstick is what all of them did together, over the sum of what each did alone: 1 when
 * each has a line of its own, one n-th when n are behind one. With two agents the line between is
 * drawn at 0.75. Who of them gets more when they share does not matter; but an agent that got as
 * much as alone shares with nobody, however little its neighbours let through.
 */
public final class JointChallenge {
  public static final int MAX_AGENTS = LinksFound.MAX_AGENTS;

  /** Of what it did alone: an agent that got more was not touched by the others. */
  private static final double UNTOUCHED = 0.97;

  private JointChallenge() {}

  /** How fast one agent's line was, alone and in the joint challenge. */
  public record Turn(PublicKey agent, BytesPerSecond solo, BytesPerSecond joint) {}

  /** What was found. */
  public enum Verdict {
    /** Each has a line of its own. */
    APART,
    /** All are behind one line. */
    ONE_LINE,
    /** Some share, some do not: challenge them two by two. Never for two. */
    MIXED
  }

  /**
   * @param turns two to eight, each with something proven alone
   */
  public static Verdict judge(List<Turn> turns) {
    int agents = turns.size();
    if (agents < 2 || agents > MAX_AGENTS) {
      throw new IllegalArgumentException("two to eight share a challenge, not " + agents);
    }
    double ratio = ratio(turns);
    if (ratio >= apartFrom(agents)) {
      return Verdict.APART;
    }
    boolean areAllTouched = turns.stream().allMatch(JointChallenge::isTouched);
    if (ratio < oneLineBelow(agents) && areAllTouched) {
      return Verdict.ONE_LINE;
    }
    return agents == 2 ? Verdict.APART : Verdict.MIXED;
  }

  private static boolean isTouched(Turn turn) {
    return turn.joint().count() < UNTOUCHED * turn.solo().count();
  }

  /** Joint over solo, of all together; what one did beyond its solo hides nothing of another. */
  public static double ratio(List<Turn> turns) {
    double solo = turns.stream().mapToLong(turn -> turn.solo().count()).sum();
    if (solo == 0) {
      throw new IllegalArgumentException("nothing is proven of any of them");
    }
    double joint =
        turns.stream().mapToLong(turn -> Math.min(turn.joint().count(), turn.solo().count())).sum();
    return joint / solo;
  }

  /** In the middle between all on one line, 1/n, and all but one of them, 2/n. */
  private static double oneLineBelow(int agents) {
    return 1.5 / agents;
  }

  /** In the middle between two of them sharing, 1 - 1/n, and none. */
  private static double apartFrom(int agents) {
    return 1 - 0.5 / agents;
  }
}
