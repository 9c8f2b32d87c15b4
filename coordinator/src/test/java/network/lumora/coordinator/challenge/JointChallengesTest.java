package network.lumora.coordinator.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import network.lumora.coordinator.book.Absences;
import network.lumora.ledger.state.LedgerState;
import network.lumora.ledger.state.Ruling;
import network.lumora.ledger.state.SignedStatement;
import network.lumora.proof.line.LinkId;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Genesis;
import network.lumora.protocol.message.LedgerStatement;
import network.lumora.protocol.message.LinksFound;
import network.lumora.protocol.message.ToAgent;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.MicroLmr;
import network.lumora.protocol.wire.StatementCodec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JointChallengesTest {
  private static final long TRUTH = 6_000_000;

  @TempDir private Path folder;
  private House house;

  @BeforeEach
  void build() throws IOException {
    house = new House(folder, new Bytes(Long.MAX_VALUE), 300);
    for (int i = 0; i < 9; i++) {
      house.challenger();
    }
  }

  @AfterEach
  void leave() throws IOException {
    house.close();
  }

  private House.Prover neighbour(int number, String home) {
    return house.prover(TRUTH, "198.51.100." + number, home);
  }

  private void days(int count) throws Exception {
    for (int day = 0; day < count; day++) {
      house.step();
    }
  }

  private String link(House.Prover prover) throws IOException, ProtocolException {
    return house.books.read(book -> book.links().of(prover.key())).orElseThrow();
  }

  private static String alone(House.Prover prover) {
    return LinkId.of(List.of(prover.key()));
  }

  private List<LinksFound> found() throws IOException, ProtocolException {
    return house.logged().stream()
        .map(entry -> statement(entry.envelope()))
        .flatMap(JointChallengesTest::links)
        .toList();
  }

  private static LedgerStatement statement(Envelope envelope) {
    try {
      return new StatementCodec().read(envelope, LedgerStatement.class);
    } catch (ProtocolException e) {
      throw new AssertionError(e);
    }
  }

  private static Stream<LinksFound> links(LedgerStatement statement) {
    return statement instanceof LinksFound found ? Stream.of(found) : Stream.of();
  }

  @Test
  void twoBehindOneLineAreFoundToShareIt() throws Exception {
    var one = neighbour(1, "home");
    var other = neighbour(2, "home");
    days(6);

    assertThat(link(one)).isEqualTo(link(other)).isEqualTo(LinkId.of(keys(one, other)));
    assertThat(found()).hasSize(1).allMatch(LinksFound::oneLine);
  }

  @Test
  void neighboursWithALineEachKeepIt() throws Exception {
    var one = neighbour(1, "home");
    var other = neighbour(2, "next door");
    days(6);

    assertThat(link(one)).isEqualTo(alone(one));
    assertThat(link(other)).isEqualTo(alone(other));
    assertThat(found()).isEmpty();
    assertThat(one.heard).hasAtLeastOneElementOfType(ToAgent.ProveSlot.class);
  }

  @Test
  void whereOnlySomeShareTheyAreChallengedTwoByTwo() throws Exception {
    var one = neighbour(1, "home");
    var other = neighbour(2, "home");
    var third = neighbour(3, "next door");
    days(9);

    assertThat(link(one)).isEqualTo(link(other));
    assertThat(link(third)).isEqualTo(alone(third));
  }

  @Test
  void whoMovesToAnotherLineParts() throws Exception {
    var one = neighbour(1, "home");
    var other = neighbour(2, "home");
    days(6);
    other.home = "next door";
    days(6);

    assertThat(link(one)).isEqualTo(alone(one));
    assertThat(link(other)).isEqualTo(alone(other));
    assertThat(found()).extracting(LinksFound::oneLine).containsExactly(true, false);
  }

  @Test
  void strangersOfOtherNeighbourhoodsAreNeverChallengedTogether() throws Exception {
    house.prover(TRUTH);
    house.prover(TRUTH);
    days(6);

    for (var prover : house.provers) {
      assertThat(prover.heard)
          .filteredOn(ToAgent.ProveLine.class::isInstance)
          .allMatch(ask -> !isAskedOfOthers(prover, (ToAgent.ProveLine) ask));
    }
  }

  private boolean isAskedOfOthers(House.Prover prover, ToAgent.ProveLine ask) {
    return house.provers.stream()
        .filter(other -> other != prover)
        .flatMap(other -> other.heard.stream())
        .anyMatch(
            it ->
                it instanceof ToAgent.ProveLine line
                    && line.challengeId().equals(ask.challengeId()));
  }

  @Test
  void whoIsNeverThereWithOthersCountsAsOneOfThemAfterManyTimes() throws Exception {
    var one = neighbour(1, "home");
    var other = neighbour(2, "home");
    var shy = one.key().compareTo(other.key()) > 0 ? one : other;
    shy.declinesBesideOthers = true;
    days(4);
    assertThat(oneOf(shy)).isEqualTo(1);
    days(3 * Absences.TOO_MANY);

    assertThat(oneOf(shy)).isEqualTo(2);
    assertThat(oneOf(shy == one ? other : one)).isEqualTo(1);

    shy.declinesBesideOthers = false;
    days(3);
    assertThat(oneOf(shy)).isEqualTo(1);
    assertThat(link(one)).isEqualTo(link(other));
  }

  private int oneOf(House.Prover prover) throws IOException, ProtocolException {
    return house.books.read(book -> book.absences().oneOf(prover.key()));
  }

  @Test
  void oneThatDeclinesDoesNotKeepItsNeighboursFromBeingChallenged() throws Exception {
    var agents = Stream.of(1, 2, 3).map(number -> neighbour(number, "home")).toList();
    var shy = agents.stream().max((one, other) -> one.key().compareTo(other.key())).orElseThrow();
    shy.declinesBesideOthers = true;
    days(9);

    var others = agents.stream().filter(agent -> agent != shy).toList();
    assertThat(link(others.getFirst())).isEqualTo(link(others.getLast()));
    assertThat(link(shy)).isEqualTo(alone(shy));
  }

  @Test
  void aHouseOfTwelveIsFoundByGroupsThatChange() throws Exception {
    for (int i = 0; i < 12; i++) {
      neighbour(i, "home");
    }
    days(40);

    var links = new HashSet<String>();
    for (var prover : house.provers) {
      links.add(link(prover));
    }
    assertThat(links).hasSize(1);
  }

  @Test
  void whatIsStatedFollowsByTheRulesOfTheLog() throws Exception {
    var one = neighbour(1, "home");
    var other = neighbour(2, "home");
    neighbour(3, "next door");
    days(9);
    other.home = "elsewhere";
    days(9);

    var state = ledger();
    for (var entry : house.logged()) {
      var statement = statement(entry.envelope());
      var signed = new SignedStatement(entry.envelope(), statement);
      assertThat(signed.refusedSignature(house.coordinator.publicKey())).isEmpty();
      accept(state, statement);
    }
    assertThat(found()).isNotEmpty();
    assertThat(state.linkId(one.key())).isEqualTo(link(one)).isEqualTo(alone(one));
  }

  private static List<PublicKey> keys(House.Prover... provers) {
    return Stream.of(provers).map(House.Prover::key).toList();
  }

  private LedgerState ledger() {
    var state = new LedgerState(house.coordinator.publicKey());
    accept(
        state,
        new Genesis(
            "lumora.test/log",
            house.coordinator.publicKey(),
            new MicroLmr(1),
            new Bytes(1),
            new Bytes(1),
            new Bytes(1),
            Instant.parse("2026-11-22T12:00:00Z")));
    return state;
  }

  private static void accept(LedgerState state, LedgerStatement statement) {
    var ruling = state.decide(statement);
    assertThat(ruling).isInstanceOf(Ruling.Accepted.class);
    state.apply(((Ruling.Accepted) ruling).effect());
  }
}
