package network.lumora.ledger.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import network.lumora.proof.line.LinkId;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.message.ChallengeDirection;
import network.lumora.protocol.message.LedgerStatement;
import network.lumora.protocol.message.LinksFound;
import network.lumora.protocol.units.BytesPerSecond;
import network.lumora.protocol.wire.DocumentCodec;
import network.lumora.protocol.wire.StatementCodec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinksTest {
  private final Parties parties = new Parties();
  private final LedgerState state = new LedgerState(parties.coordinator.publicKey());
  private final Together together = new Together(parties.coordinator, 100);
  private final List<IdentityKey> two = parties.agents.subList(0, 2);

  @BeforeEach
  void proveEachAlone() {
    accept(parties.say.genesis(1_000));
    parties.agents.forEach(this::prove);
  }

  private void prove(IdentityKey agent) {
    accept(new Challenged(parties.coordinator, agent, 5).next(100, 100, 100, 100, 100));
  }

  @Test
  void twoThatGetHalfEachShareALineFromThenOn() {
    var before = state.digest();
    accept(together.of(two, 50, true));

    assertThat(state.linkId(parties.agent(0))).isEqualTo(state.linkId(parties.agent(1)));
    assertThat(state.linkId(parties.agent(2))).isEqualTo(LinkId.of(List.of(parties.agent(2))));
    assertThat(state.digest()).isNotEqualTo(before);
  }

  @Test
  void thoseThatAreLaterFoundApartPart() {
    accept(together.of(parties.agents, 33, true));
    accept(together.of(parties.agents, 99, false));

    for (int i = 0; i < 3; i++) {
      assertThat(state.linkId(parties.agent(i))).isEqualTo(LinkId.of(List.of(parties.agent(i))));
    }
  }

  @Test
  void aVerdictThatTheSlotsDoNotShowIsRefused() {
    assertRefused(together.of(two, 99, true), Rule.LINK_VERDICT);
    assertRefused(new Together(parties.coordinator, 100).of(two, 50, false), Rule.LINK_VERDICT);
    assertRefused(
        new Together(parties.coordinator, 100).of(parties.agents, 67, true), Rule.LINK_VERDICT);
  }

  @Test
  void whatALineDoesAloneIsWhatWasProven() {
    assertRefused(new Together(parties.coordinator, 200).of(two, 50, true), Rule.LINE_VALUE);
  }

  @Test
  void aLineThatIsProvenLaterNamesTheSharedLink() {
    accept(together.of(two, 50, true));
    var own = new Challenged(parties.coordinator, two.getFirst(), 5).next(7, 7, 7, 7, 7);
    var other = new Challenged(parties.coordinator, two.getLast(), 5).next(7, 7, 7, 7, 7);

    var larger = own.agent().compareTo(other.agent()) > 0 ? own : other;
    assertRefused(larger, Rule.LINK_ID);
  }

  @Test
  void aLinkOfAnotherNameIsRefused() {
    var found = together.of(two, 50, true);
    var turns = new ArrayList<>(found.turns());
    var last = turns.removeLast();
    turns.add(
        new LinksFound.Turn(
            last.agent(),
            last.consent(),
            last.challenger(),
            last.record(),
            last.solo(),
            "0".repeat(32)));

    assertRefused(with(found, turns, found.endedAt()), Rule.LINK_ID);
  }

  @Test
  void challengersHaveTheTurnsThatWereDrawn() {
    var found = together.of(two, 50, true);
    var one = found.turns().getFirst();
    var other = found.turns().getLast();

    assertRefused(
        with(found, List.of(turn(found, one, other), turn(found, other, one)), found.endedAt()),
        Rule.LINE_DRAW);
  }

  private LinksFound.Turn turn(LinksFound found, LinksFound.Turn of, LinksFound.Turn by) {
    return new LinksFound.Turn(
        of.agent(),
        of.consent(),
        by.challenger(),
        together.record(found.challengeId(), of.agent(), by.challenger(), 50),
        of.solo(),
        of.linkId());
  }

  @Test
  void aSlotWithoutBytesShowsNothing() {
    assertRefused(together.of(two, 0, true), Rule.LINE_SLOT);
  }

  @Test
  void anOlderJointChallengeIsRefused() {
    var older = together.of(two, 50, true);
    accept(together.of(two, 50, true));

    assertRefused(older, Rule.LINE_ORDER);
  }

  @Test
  void everyAgentHasAgreed() {
    var found = together.of(two, 50, true);
    var turns = new ArrayList<>(found.turns());
    var last = turns.removeLast();
    turns.add(
        new LinksFound.Turn(
            last.agent(),
            together.consent(found.challengeId(), parties.agents.get(2)),
            last.challenger(),
            last.record(),
            last.solo(),
            last.linkId()));
    var forged = with(found, turns, found.endedAt());

    assertRefused(forged, Rule.LINE_CONSENT);
    assertThat(signed(forged).refusedSignature(parties.coordinator.publicKey()))
        .map(Ruling.Rejected::rule)
        .contains(Rule.BAD_SIGNATURE);
    assertThat(signed(found).refusedSignature(parties.coordinator.publicKey())).isEmpty();
  }

  @Test
  void anEntryOfEightAgentsFitsIntoTheLog() {
    var eight = new ArrayList<IdentityKey>();
    for (int i = 0; i < LinksFound.MAX_AGENTS; i++) {
      eight.add(IdentityKey.generate());
      prove(eight.getLast());
    }
    var found = together.of(eight, 12, true);
    accept(found);

    assertThat(new DocumentCodec().writeBytes(signed(found).envelope())).hasSizeLessThan(40_000);
    assertThat(state.proven(found.agents().getFirst(), ChallengeDirection.DOWN))
        .contains(new BytesPerSecond(100));
  }

  private SignedStatement signed(LedgerStatement statement) {
    return new SignedStatement(
        new StatementCodec().sign(statement, parties.coordinator), statement);
  }

  private static LinksFound with(LinksFound from, List<LinksFound.Turn> turns, Instant endedAt) {
    return new LinksFound(
        from.challengeId(),
        from.coordinator(),
        from.direction(),
        from.secret(),
        from.candidates(),
        turns,
        from.oneLine(),
        endedAt);
  }

  private void accept(LedgerStatement statement) {
    var ruling = state.decide(statement);
    assertThat(ruling).isInstanceOf(Ruling.Accepted.class);
    state.apply(((Ruling.Accepted) ruling).effect());
  }

  private void assertRefused(LedgerStatement statement, Rule rule) {
    assertThat(state.decide(statement))
        .isInstanceOfSatisfying(
            Ruling.Rejected.class, rejected -> assertThat(rejected.rule()).isEqualTo(rule));
  }
}
