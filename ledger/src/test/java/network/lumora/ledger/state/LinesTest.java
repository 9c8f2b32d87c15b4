package network.lumora.ledger.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.message.ChallengeDirection;
import network.lumora.protocol.message.LineGrade;
import network.lumora.protocol.message.LineProven;
import network.lumora.protocol.message.SlotPath;
import network.lumora.protocol.units.BytesPerSecond;
import network.lumora.protocol.wire.DocumentCodec;
import network.lumora.protocol.wire.StatementCodec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinesTest {
  private final Parties parties = new Parties();
  private final Challenged challenged =
      new Challenged(parties.coordinator, parties.agents.getFirst(), 9);
  private final LedgerState state = new LedgerState(parties.coordinator.publicKey());

  @BeforeEach
  void begin() {
    accept(state.decide(parties.say.genesis(1_000)));
  }

  @Test
  void theMedianOfTheSlotsIsRecomputed() {
    var proven = challenged.next(100, 101, 99, -1, 900);
    accept(state.decide(proven));

    assertThat(proven.estimate()).isEqualTo(new BytesPerSecond(100));
    assertThat(proven.grade()).isEqualTo(LineGrade.FIVE);
    assertThat(state.proven(parties.agent(0), ChallengeDirection.DOWN))
        .contains(new BytesPerSecond(100));
    assertThat(state.proven(parties.agent(0), ChallengeDirection.UP)).isEmpty();
  }

  @Test
  void whatIsProvenIsTheMedianOfTheLastEight() {
    for (long rate : new long[] {10, 10, 10, 10, 10, 50, 50, 50}) {
      accept(state.decide(challenged.next(rate, rate, rate, rate, rate)));
    }
    assertThat(state.proven(parties.agent(0), ChallengeDirection.DOWN))
        .contains(new BytesPerSecond(10));

    accept(state.decide(challenged.next(50, 50, 50, 50, 50)));
    accept(state.decide(challenged.next(50, 50, 50, 50, 50)));
    assertThat(state.proven(parties.agent(0), ChallengeDirection.DOWN))
        .contains(new BytesPerSecond(50));
  }

  @Test
  void aLineThatIsStatedTooHighIsRefused() {
    var proven = challenged.next(100, 100, 100, 100, 100);

    assertRefused(with(proven, proven.slots(), 101, 100, LineGrade.FIVE), Rule.LINE_VALUE);
    assertRefused(with(proven, proven.slots(), 100, 101, LineGrade.FIVE), Rule.LINE_VALUE);
    accept(state.decide(proven));
  }

  @Test
  void fewerChallengersOrAWebSocketAreALowerGrade() {
    var few = new Challenged(parties.coordinator, parties.agents.get(1), 3).next(5, 6, 7);
    var slow =
        new Challenged(parties.coordinator, parties.agents.get(2), 5)
            .next(SlotPath.WEBSOCKET, 5, 5, 5, 5, 5);

    assertThat(few.grade()).isEqualTo(LineGrade.FEW);
    assertThat(slow.grade()).isEqualTo(LineGrade.WEBSOCKET);
    assertRefused(with(few, few.slots(), 6, 6, LineGrade.FIVE), Rule.LINE_VALUE);
    assertRefused(with(slow, slow.slots(), 5, 5, LineGrade.FIVE), Rule.LINE_VALUE);
    accept(state.decide(few));
    accept(state.decide(slow));
  }

  @Test
  void challengersThatWereNotDrawnAreRefused() {
    var proven = challenged.next(100, 100, 100, 100, 100);
    var turned = new ArrayList<>(proven.slots());
    Collections.swap(turned, 0, 1);

    assertRefused(with(proven, turned, 100, 100, LineGrade.FIVE), Rule.LINE_DRAW);
    assertRefused(
        with(proven, proven.slots().subList(0, 3), 100, 100, LineGrade.FEW), Rule.LINE_DRAW);
  }

  @Test
  void aRecordOfAnotherSlotIsRefused() {
    var proven = challenged.next(100, 100, 100, 100, 100);
    var slots = new ArrayList<>(proven.slots());
    var challenger = slots.get(2).challenger();
    slots.set(
        2,
        new LineProven.Slot(
            challenger,
            challenged.record(proven.challengeId(), 3 - 1, challenger, SlotPath.UDP, 100)));

    assertRefused(with(proven, slots, 100, 100, LineGrade.FIVE), Rule.LINE_SLOT);
  }

  @Test
  void withoutTheAgentsConsentNothingIsProven() {
    var proven = challenged.next(100, 100, 100, 100, 100);
    var others =
        withConsent(proven, challenged.consent(proven.challengeId(), parties.agents.get(1)));
    var older = withConsent(proven, challenged.consent(Statements.id(3), parties.agents.get(0)));

    assertRefused(others, Rule.LINE_CONSENT);
    assertRefused(older, Rule.LINE_CONSENT);
    assertThat(signed(others).refusedSignature(parties.coordinator.publicKey()))
        .map(Ruling.Rejected::rule)
        .contains(Rule.BAD_SIGNATURE);
  }

  @Test
  void aChallengeIsLoggedOnceAndInItsTurn() {
    var first = challenged.next(100, 100, 100, 100, 100);
    var second = challenged.next(100, 100, 100, 100, 100);
    accept(state.decide(second));

    assertRefused(first, Rule.LINE_ORDER);
    assertRefused(second, Rule.LINE_ORDER);
  }

  @Test
  void everySignatureInsideIsChecked() {
    var proven = challenged.next(100, 100, 100, 100, 100);
    assertThat(signed(proven).refusedSignature(parties.coordinator.publicKey())).isEmpty();

    var forged = new ArrayList<>(proven.slots());
    var envelope = Objects.requireNonNull(forged.getFirst().record());
    forged.set(
        0,
        new LineProven.Slot(
            forged.getFirst().challenger(),
            Envelope.sign(envelope.payloadType(), envelope.payload(), IdentityKey.generate())));

    assertThat(
            signed(with(proven, forged, 100, 100, LineGrade.FIVE))
                .refusedSignature(parties.coordinator.publicKey()))
        .map(Ruling.Rejected::rule)
        .contains(Rule.BAD_SIGNATURE);
  }

  @Test
  void anEntryOfTheMostCandidatesFitsIntoTheLog() {
    var many = new Challenged(parties.coordinator, parties.agents.getFirst(), 32);
    var proven = many.next(100, 100, 100, 100, 100);

    assertThat(new DocumentCodec().writeBytes(signed(proven).envelope())).hasSizeLessThan(24_000);
  }

  private SignedStatement signed(LineProven proven) {
    return new SignedStatement(new StatementCodec().sign(proven, parties.coordinator), proven);
  }

  private static LineProven with(
      LineProven from, List<LineProven.Slot> slots, long estimate, long proven, LineGrade grade) {
    return new LineProven(
        from.challengeId(),
        from.agent(),
        from.coordinator(),
        from.direction(),
        from.consent(),
        from.secret(),
        from.candidates(),
        slots,
        new BytesPerSecond(estimate),
        new BytesPerSecond(proven),
        grade,
        from.linkId(),
        from.endedAt());
  }

  private static LineProven withConsent(LineProven from, Envelope consent) {
    return new LineProven(
        from.challengeId(),
        from.agent(),
        from.coordinator(),
        from.direction(),
        consent,
        from.secret(),
        from.candidates(),
        from.slots(),
        from.estimate(),
        from.proven(),
        from.grade(),
        from.linkId(),
        from.endedAt());
  }

  private void accept(Ruling ruling) {
    assertThat(ruling).isInstanceOf(Ruling.Accepted.class);
    state.apply(((Ruling.Accepted) ruling).effect());
  }

  private void assertRefused(LineProven proven, Rule rule) {
    assertThat(state.decide(proven))
        .isInstanceOfSatisfying(
            Ruling.Rejected.class, rejected -> assertThat(rejected.rule()).isEqualTo(rule));
  }
}
