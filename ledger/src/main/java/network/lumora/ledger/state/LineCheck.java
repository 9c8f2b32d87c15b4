package network.lumora.ledger.state;

import java.util.ArrayList;
import java.util.List;
import network.lumora.proof.panel.Draw;
import network.lumora.proof.panel.Median;
import network.lumora.proof.panel.Seed;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.LineGrade;
import network.lumora.protocol.message.LineProven;
import network.lumora.protocol.message.ProverConsent;
import network.lumora.protocol.message.SlotPath;
import network.lumora.protocol.message.SlotRecord;
import network.lumora.protocol.units.BytesPerSecond;
import network.lumora.protocol.wire.StatementCodec;

/** Recomputes one challenge from what its statement encloses; signatures were checked before. */
final class LineCheck {
  private static final StatementCodec STATEMENTS = new StatementCodec();
  private static final BytesPerSecond NOTHING = new BytesPerSecond(0);

  private final LineProven proven;
  private boolean overWebSocket;

  private LineCheck(LineProven proven) {
    this.proven = proven;
  }

  /** The median of the slots, once everything that leads to it holds. */
  static BytesPerSecond recompute(LineProven proven) throws BrokenRuleException, ProtocolException {
    var check = new LineCheck(proven);
    check.requireDraw(check.consent());
    var values = check.values();
    check.requireStated(Median.of(values));
    return proven.estimate();
  }

  private ProverConsent consent() throws BrokenRuleException, ProtocolException {
    var consent = STATEMENTS.read(proven.consent(), ProverConsent.class);
    var expected =
        new ProverConsent(
            proven.challengeId(),
            proven.agent(),
            proven.coordinator(),
            proven.direction(),
            Seed.commitment(proven.secret()),
            Draw.digest(proven.candidates()),
            consent.nonce());
    require(
        consent.equals(expected),
        Rule.LINE_CONSENT,
        "the agent has agreed to another challenge, secret or set of candidates");
    return consent;
  }

  private void requireDraw(ProverConsent consent) throws BrokenRuleException {
    require(
        Draw.isFair(proven.candidates(), proven.agent()),
        Rule.LINE_DRAW,
        "a candidate is there more than once, or is the prover");
    var drawn = Draw.of(Seed.of(proven.secret(), consent.nonce()), proven.candidates());
    var asked = proven.slots().stream().map(LineProven.Slot::challenger).toList();
    require(drawn.equals(asked), Rule.LINE_DRAW, "others were drawn than those who had slots");
  }

  private List<BytesPerSecond> values() throws BrokenRuleException, ProtocolException {
    var values = new ArrayList<BytesPerSecond>();
    for (int i = 0; i < proven.slots().size(); i++) {
      var slot = proven.slots().get(i);
      values.add(slot.record() == null ? NOTHING : value(slot.record(), slot.challenger(), i + 1));
    }
    return values;
  }

  private BytesPerSecond value(Envelope envelope, PublicKey challenger, int number)
      throws BrokenRuleException, ProtocolException {
    var record = STATEMENTS.read(envelope, SlotRecord.class);
    require(
        record.challengeId().equals(proven.challengeId())
            && record.slot() == number
            && record.direction() == proven.direction()
            && record.prover().equals(proven.agent())
            && record.challenger().equals(challenger),
        Rule.LINE_SLOT,
        "the record at slot " + number + " is of something else");
    overWebSocket |= record.path() == SlotPath.WEBSOCKET;
    return record.value();
  }

  private void requireStated(BytesPerSecond median) throws BrokenRuleException {
    require(
        proven.estimate().equals(median),
        Rule.LINE_VALUE,
        "the slots give " + median.count() + ", stated are " + proven.estimate().count());
    require(
        proven.grade() == LineGrade.of(proven.slots().size(), overWebSocket),
        Rule.LINE_VALUE,
        "the slots do not give the grade " + proven.grade());
  }

  private static void require(boolean holds, Rule rule, String detail) throws BrokenRuleException {
    if (!holds) {
      throw new BrokenRuleException(rule, detail);
    }
  }
}
