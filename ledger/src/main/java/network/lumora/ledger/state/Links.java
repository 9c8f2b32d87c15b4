package network.lumora.ledger.state;

import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import network.lumora.proof.line.JointChallenge.Verdict;
import network.lumora.proof.line.SharedLines;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.LineProven;
import network.lumora.protocol.message.LinksFound;

/** Who shares a line with whom, as joint challenges have shown. For one thread. */
final class Links {
  private final SharedLines shared = new SharedLines();
  private final TreeMap<PublicKey, Instant> newest = new TreeMap<>();

  /**
   * @param lines what each agent's line was proven to do alone
   */
  Ruling judge(LinksFound found, Lines lines) {
    if (found.agents().stream().anyMatch(agent -> isLate(agent, found.endedAt()))) {
      return new Ruling.Rejected(Rule.LINE_ORDER, "a joint challenge that ended later is there");
    }
    try {
      requireVerdict(found, LinkCheck.recompute(found, lines));
      requireLinks(found);
      return new Ruling.Accepted(
          new Effect.Linked(found.agents(), found.oneLine(), found.endedAt()));
    } catch (BrokenRuleException e) {
      return new Ruling.Rejected(e.rule(), String.valueOf(e.getMessage()));
    } catch (ProtocolException e) {
      return new Ruling.Rejected(Rule.UNREADABLE, String.valueOf(e.getMessage()));
    }
  }

  private boolean isLate(PublicKey agent, Instant endedAt) {
    var before = newest.get(agent);
    return before != null && !endedAt.isAfter(before);
  }

  private static void requireVerdict(LinksFound found, Verdict verdict) throws BrokenRuleException {
    var stated = found.oneLine() ? Verdict.ONE_LINE : Verdict.APART;
    if (verdict != stated) {
      throw new BrokenRuleException(
          Rule.LINK_VERDICT, "the slots show " + verdict + ", stated is " + stated);
    }
  }

  private void requireLinks(LinksFound found) throws BrokenRuleException {
    var after = SharedLines.of(shared.pairs());
    after.found(found.agents(), found.oneLine());
    for (var turn : found.turns()) {
      var linkId = after.linkId(turn.agent());
      if (!turn.linkId().equals(linkId)) {
        throw new BrokenRuleException(
            Rule.LINK_ID,
            "the link of %s is %s, stated is %s"
                .formatted(turn.agent().abbreviated(), linkId, turn.linkId()));
      }
    }
  }

  /** Empty if the statement names the agent's link. */
  Optional<Ruling.Rejected> refuses(LineProven proven) {
    var linkId = shared.linkId(proven.agent());
    return proven.linkId().equals(linkId)
        ? Optional.empty()
        : Optional.of(
            new Ruling.Rejected(
                Rule.LINK_ID, "the link is " + linkId + ", stated is " + proven.linkId()));
  }

  void add(Effect.Linked linked) {
    shared.found(linked.agents(), linked.oneLine());
    linked.agents().forEach(agent -> newest.put(agent, linked.endedAt()));
  }

  String linkId(PublicKey agent) {
    return shared.linkId(agent);
  }

  void describe(StringBuilder out) {
    newest.forEach(
        (agent, at) -> out.append("joint ").append(agent).append(' ').append(at).append('\n'));
    for (var pair : shared.pairs()) {
      out.append("shared ").append(pair.one()).append(' ').append(pair.other()).append('\n');
    }
  }
}
