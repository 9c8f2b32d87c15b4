package network.lumora.protocol.message;

import java.time.Instant;
import java.util.List;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.units.BytesPerSecond;

/**
 * What a coordinator signs after agents were challenged at the same time: whether they share a
 * line, with all that is needed to recompute it.
 *
 * @param secret the coordinator's half of the draw, to which it had committed
 * @param candidates from whom the challengers were drawn
 * @param turns one for each agent, in the order of their keys' bytes
 * @param oneLine all of them are behind one line; else each has a line of its own
 */
public record LinksFound(
    String challengeId,
    PublicKey coordinator,
    ChallengeDirection direction,
    String secret,
    List<ChallengerCandidate> candidates,
    List<Turn> turns,
    boolean oneLine,
    Instant endedAt)
    implements LedgerStatement {
  /** More at once would need more challengers than there are, and more of the line's time. */
  public static final int MAX_AGENTS = 8;

  /**
   * One agent.
   *
   * @param consent its {@link ProverConsent}
   * @param record the challenger's {@link SlotRecord}, by which the agent stood
   * @param solo what its line was proven to do before, alone
   * @param linkId its link from now on
   */
  public record Turn(
      PublicKey agent,
      Envelope consent,
      PublicKey challenger,
      Envelope record,
      BytesPerSecond solo,
      String linkId) {
    public Turn {
      Text.requireId("linkId", linkId);
    }
  }

  public LinksFound {
    Text.requireId("challengeId", challengeId);
    Text.requireKey("secret", secret);
    Text.requireRange("number of candidates", candidates.size(), 1, LineProven.MAX_CANDIDATES);
    Text.requireRange("number of turns", turns.size(), 2, MAX_AGENTS);
    candidates = List.copyOf(candidates);
    turns = List.copyOf(turns);
    for (int i = 1; i < turns.size(); i++) {
      if (turns.get(i - 1).agent().compareTo(turns.get(i).agent()) >= 0) {
        throw new IllegalArgumentException("turns are not in the order of their agents' keys");
      }
    }
  }

  public List<PublicKey> agents() {
    return turns.stream().map(Turn::agent).toList();
  }
}
