package network.lumora.ledger.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.message.LedgerStatement;
import network.lumora.protocol.message.SessionCounted;
import network.lumora.protocol.message.TrafficKind;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.MicroLmr;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionsTest {
  private final Parties parties = new Parties();
  private final LedgerState state = new LedgerState(parties.coordinator.publicKey());
  private final Carrying relay = relay(7, 0);

  private Carrying relay(int number, int agent) {
    return new Carrying(number, parties.coordinator, parties.agents.get(agent), parties.consumer);
  }

  @BeforeEach
  void begin() {
    accept(parties.say.genesis(1_000));
  }

  @Test
  void bothDirectionsCountForTheProvider() {
    accept(relay.window(400_000).counted());

    assertThat(state.contributions().all()).isEqualTo(Map.of(parties.agent(0), new Bytes(400_001)));
  }

  @Test
  void aLaterReceiptCountsWhatItHasMore() {
    accept(relay.window(400_000).counted());
    accept(relay.window(5).window(7).counted());

    assertThat(state.contributions().all())
        .isEqualTo(Map.of(parties.agent(0), new Bytes(400_012 + 3)));
  }

  @Test
  void whatCountedInOneEpochDoesNotCountInTheNext() {
    accept(relay.window(400_000).counted());
    accept(parties.say.epochClosed(0));
    accept(relay.window(100).counted());

    assertThat(state.contributions().total()).isEqualTo(new Bytes(101));
    assertThat(state.balances().all()).isEqualTo(Map.of(parties.agent(0), new MicroLmr(1_000)));
  }

  @Test
  void pagesAndRelaysShareThePool() {
    accept(parties.say.order(1, 1));
    accept(parties.say.receipt(1, 0, parties.agent(1), 2_000));
    accept(relay.window(8_999).counted());
    accept(parties.say.epochClosed(0));

    assertThat(state.balances().all())
        .isEqualTo(
            Map.of(parties.agent(0), new MicroLmr(750), parties.agent(1), new MicroLmr(250)));
  }

  @Test
  void theSameReceiptTwiceAndAnEarlierOneAreRefused() {
    var first = relay.window(100).counted();
    var second = relay.window(100).counted();
    accept(second);

    assertRefused(second, Rule.SESSION_RECEIPT);
    assertRefused(first, Rule.SESSION_RECEIPT);
  }

  @Test
  void aReceiptBeyondItsGrantOrItsWindowsIsRefused() {
    assertRefused(relay(8, 0).window(Carrying.WINDOW).counted(), Rule.SESSION_RECEIPT);
    var used = relay(9, 0);
    for (int i = 0; i < 21; i++) {
      used.window(Carrying.WINDOW - 1);
    }
    assertRefused(used.counted(), Rule.SESSION_RECEIPT);
  }

  @Test
  void aReceiptOfAnotherGrantIsRefused() {
    var other = relay(8, 0).window(100);

    assertRefused(relay.counted(other.signed(other.newest())), Rule.SESSION_RECEIPT);
  }

  @Test
  void onlyRelaysPay() {
    var content =
        new Carrying(
            8,
            parties.coordinator,
            parties.agents.getFirst(),
            parties.consumer,
            TrafficKind.CONTENT);

    assertRefused(content.window(100).counted(), Rule.SESSION_GRANT);
  }

  @Test
  void nobodyIsPaidForServingHimself() {
    var agent = parties.agents.getFirst();

    assertRefused(
        new Carrying(8, parties.coordinator, agent, agent).window(100).counted(),
        Rule.SESSION_GRANT);
  }

  @Test
  void theStateTellsSessionsApart() {
    var before = state.digest();
    accept(relay.window(100).counted());
    var after = state.digest();
    accept(parties.say.epochClosed(0));

    assertThat(after).isNotEqualTo(before);
  }

  @Test
  void everyEnclosedSignatureMustVerify() throws ProtocolException {
    relay.window(100);
    var counted = relay.counted();
    var half = relay.signed(relay.newest());

    assertThat(isSigned(counted)).isTrue();
    assertThat(isSigned(relay.counted(firstOnly(half)))).isFalse();
    assertThat(isSigned(withGrantOf(IdentityKey.generate(), counted))).isFalse();
  }

  private static Envelope firstOnly(Envelope both) {
    return new Envelope(both.payloadType(), both.payload(), both.signatures().subList(0, 1));
  }

  private SessionCounted withGrantOf(IdentityKey forger, SessionCounted counted) {
    var grant = counted.grant();
    return new SessionCounted(
        counted.coordinator(),
        Envelope.sign(grant.payloadType(), grant.payload(), forger),
        counted.receipt());
  }

  private boolean isSigned(SessionCounted counted) throws ProtocolException {
    return new EntryReader()
        .read(parties.entry(counted, parties.coordinator))
        .refusedSignature(parties.coordinator.publicKey())
        .isEmpty();
  }

  private void accept(LedgerStatement statement) {
    assertThat(state.decide(statement))
        .isInstanceOfSatisfying(Ruling.Accepted.class, it -> state.apply(it.effect()));
  }

  private void assertRefused(LedgerStatement statement, Rule rule) {
    assertThat(state.decide(statement))
        .isInstanceOfSatisfying(Ruling.Rejected.class, it -> assertThat(it.rule()).isEqualTo(rule));
  }
}
