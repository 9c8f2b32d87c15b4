package network.lumora.ledger.state;

import java.util.ArrayList;
import java.util.List;
import network.lumora.proof.line.JointChallenge;
import network.lumora.proof.panel.Draw;
import network.lumora.proof.panel.Seed;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.message.ChallengeDirection;
import network.lumora.protocol.message.LinksFound;
import network.lumora.protocol.message.ProverConsent;
import network.lumora.protocol.message.SlotRecord;
import network.lumora.protocol.units.BytesPerSecond;
import network.lumora.protocol.wire.StatementCodec;

/**
 * Recomputes one joint challenge from what its statement encloses; signatures were checked before.
 */
final class LinkCheck {
  private static final StatementCodec STATEMENTS = new StatementCodec();

  /** Each agent has one. */
  private static final int SLOT = 1;

  private final LinksFound found;
  private final Lines lines;

  private LinkCheck(LinksFound found, Lines lines) {
    this.found = found;
    this.lines = lines;
  }

  /** What the slots show, once everything that leads to it holds. */
  static JointChallenge.Verdict recompute(LinksFound found, Lines lines)
      throws BrokenRuleException, ProtocolException {
    var check = new LinkCheck(found, lines);
    check.requireDown();
    check.requireDraw(check.nonces());
    return JointChallenge.judge(check.turns());
  }

  private void requireDown() throws BrokenRuleException {
    require(
        found.direction() == ChallengeDirection.DOWN,
        Rule.LINK_VERDICT,
        "what agents send themselves does not show who shares a line");
  }

  private String nonces() throws BrokenRuleException, ProtocolException {
    var nonces = new StringBuilder();
    for (var turn : found.turns()) {
      var consent = STATEMENTS.read(turn.consent(), ProverConsent.class);
      var expected =
          new ProverConsent(
              found.challengeId(),
              turn.agent(),
              found.coordinator(),
              found.direction(),
              Seed.commitment(found.secret()),
              Draw.digest(found.candidates()),
              consent.nonce());
      require(
          consent.equals(expected),
          Rule.LINE_CONSENT,
          "an agent has agreed to another challenge, secret or set of candidates");
      nonces.append(consent.nonce());
    }
    return nonces.toString();
  }

  private void requireDraw(String nonces) throws BrokenRuleException {
    for (var agent : found.agents()) {
      require(
          Draw.isFair(found.candidates(), agent),
          Rule.LINE_DRAW,
          "a candidate is there more than once, or is a prover");
    }
    var drawn =
        Draw.joint(Seed.of(found.secret(), nonces), found.candidates(), found.turns().size());
    var asked = found.turns().stream().map(LinksFound.Turn::challenger).toList();
    require(drawn.equals(asked), Rule.LINE_DRAW, "others were drawn than those who had slots");
  }

  private List<JointChallenge.Turn> turns() throws BrokenRuleException, ProtocolException {
    var turns = new ArrayList<JointChallenge.Turn>();
    for (var turn : found.turns()) {
      turns.add(new JointChallenge.Turn(turn.agent(), solo(turn), joint(turn)));
    }
    return turns;
  }

  private BytesPerSecond solo(LinksFound.Turn turn) throws BrokenRuleException {
    var proven = lines.proven(turn.agent(), found.direction());
    require(
        proven.isPresent() && proven.get().equals(turn.solo()) && turn.solo().count() > 0,
        Rule.LINE_VALUE,
        "alone %s is proven to do %s, stated are %d"
            .formatted(
                turn.agent().abbreviated(),
                proven.map(rate -> Long.toString(rate.count())).orElse("nothing"),
                turn.solo().count()));
    return turn.solo();
  }

  private BytesPerSecond joint(LinksFound.Turn turn) throws BrokenRuleException, ProtocolException {
    var record = STATEMENTS.read(turn.record(), SlotRecord.class);
    require(
        record.challengeId().equals(found.challengeId())
            && record.slot() == SLOT
            && record.direction() == found.direction()
            && record.prover().equals(turn.agent())
            && record.challenger().equals(turn.challenger())
            && record.value().count() > 0,
        Rule.LINE_SLOT,
        "the record of " + turn.agent().abbreviated() + " is of something else, or of nothing");
    return record.value();
  }

  private static void require(boolean holds, Rule rule, String detail) throws BrokenRuleException {
    if (!holds) {
      throw new BrokenRuleException(rule, detail);
    }
  }
}
