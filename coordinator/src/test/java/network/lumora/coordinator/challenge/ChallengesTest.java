package network.lumora.coordinator.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import network.lumora.coordinator.book.ProvenLine;
import network.lumora.ledger.state.LedgerState;
import network.lumora.ledger.state.Ruling;
import network.lumora.ledger.state.SignedStatement;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.ChallengeDirection;
import network.lumora.protocol.message.Genesis;
import network.lumora.protocol.message.LedgerStatement;
import network.lumora.protocol.message.LineGrade;
import network.lumora.protocol.message.ToAgent;
import network.lumora.protocol.message.ToCoordinator.ChallengeDeclineReason;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.BytesPerSecond;
import network.lumora.protocol.units.MicroLmr;
import network.lumora.protocol.wire.StatementCodec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChallengesTest {
  private static final long TRUTH = 6_000_000;

  /** Some twenty times the mean wait until then. */
  private static final Duration SOON = Duration.ofMinutes(200);

  @TempDir private Path folder;
  private House house;

  @BeforeEach
  void build() throws IOException {
    house = new House(folder, new Bytes(Long.MAX_VALUE), 300);
  }

  @AfterEach
  void leave() throws IOException {
    house.close();
  }

  private void challengers(int count) {
    for (int i = 0; i < count; i++) {
      house.challenger();
    }
  }

  private List<ProvenLine> lines(PublicKey agent, ChallengeDirection direction)
      throws IOException, ProtocolException {
    return house.books.read(book -> book.lines().newest(agent, direction, 10));
  }

  @Test
  void fiveChallengersProveALineBothWays() throws Exception {
    var prover = house.prover(TRUTH);
    challengers(7);

    house.step();

    for (var direction : ChallengeDirection.values()) {
      var line = lines(prover.key(), direction).getLast();
      assertThat(line.estimate()).isEqualTo(new BytesPerSecond(TRUTH));
      assertThat(line.proven()).isEqualTo(new BytesPerSecond(TRUTH));
      assertThat(line.grade()).isEqualTo(LineGrade.FIVE);
    }
    assertThat(house.challenges.state().trouble()).isEmpty();
    assertThat(prover.count(ToAgent.EndChallenge.class)).isEqualTo(2);
  }

  @Test
  void whatIsStatedFollowsFromItselfByTheRulesOfTheLog() throws Exception {
    var prover = house.prover(TRUTH);
    challengers(9);
    house.challengers.getFirst().factor = 3;
    house.challengers.get(1).silent = true;
    for (int day = 0; day < 10; day++) {
      house.step();
      prover.truth += 100_000;
    }

    var state = ledger();
    var entries = house.logged();
    assertThat(entries).hasSizeGreaterThan(10);
    for (var entry : entries) {
      var statement = new StatementCodec().read(entry.envelope(), LedgerStatement.class);
      var signed = new SignedStatement(entry.envelope(), statement);
      assertThat(signed.refusedSignature(house.coordinator.publicKey())).isEmpty();
      accept(state, statement);
    }
    assertThat(state.proven(prover.key(), ChallengeDirection.UP))
        .contains(lines(prover.key(), ChallengeDirection.UP).getLast().proven());
  }

  @Test
  void twoLiarsOfFiveChangeNothing() throws Exception {
    var prover = house.prover(TRUTH);
    challengers(5);
    house.challengers.get(1).factor = 3;
    house.challengers.get(3).factor = 3;

    house.step();

    assertThat(lines(prover.key(), ChallengeDirection.DOWN).getLast().estimate())
        .isEqualTo(new BytesPerSecond(TRUTH));
  }

  @Test
  void aChallengerThatFallsSilentCostsItsSlotOnly() throws Exception {
    var prover = house.prover(TRUTH);
    challengers(5);
    house.challengers.get(2).silent = true;

    house.step();

    var line = lines(prover.key(), ChallengeDirection.UP).getLast();
    assertThat(line.estimate()).isEqualTo(new BytesPerSecond(TRUTH));
    assertThat(line.grade()).isEqualTo(LineGrade.FIVE);
  }

  @Test
  void aSlotThatTheProverDoesNotStandByIsWorthNothing() throws Exception {
    var prover = house.prover(TRUTH);
    challengers(5);
    house.challengers.get(4).transcript = Sha256.of("something else");
    prover.keepsQuietAbout.add(1);
    prover.keepsQuietAbout.add(2);

    house.step();

    assertThat(lines(prover.key(), ChallengeDirection.DOWN).stream().map(ProvenLine::estimate))
        .allMatch(new BytesPerSecond(TRUTH)::equals);
  }

  @Test
  void anAgentThatDeclinesIsAskedAnotherTime() throws Exception {
    var prover = house.prover(TRUTH);
    challengers(5);
    prover.declines = ChallengeDeclineReason.USER_ACTIVE;
    house.step();

    assertThat(house.logged()).isEmpty();
    assertThat(house.challengers).allMatch(each -> each.count(ToAgent.RunSlot.class) == 0);

    prover.declines = null;
    house.step();
    assertThat(lines(prover.key(), ChallengeDirection.DOWN)).hasSize(1);
  }

  @Test
  void anAgentToWhichWorkCameFirstIsAskedAgainAsIfItHadJustCome() throws Exception {
    var prover = house.prover(TRUTH);
    challengers(5);
    prover.declines = ChallengeDeclineReason.BUSY;
    house.challenges.step();
    assertThat(house.logged()).isEmpty();

    prover.declines = null;
    house.challenges.step();

    assertThat(lines(prover.key(), ChallengeDirection.DOWN)).hasSize(1);
    assertThat(lines(prover.key(), ChallengeDirection.UP)).hasSize(1);
  }

  @Test
  void anAgentWhoseUserIsThereIsNotAskedAtOnce() throws Exception {
    var prover = house.prover(TRUTH);
    challengers(5);
    prover.declines = ChallengeDeclineReason.USER_ACTIVE;
    house.challenges.step();
    int asked = prover.heard.size();
    house.challenges.step();

    assertThat(prover.heard).hasSize(asked);
  }

  @Test
  void aSmallNetworkProvesToALowerGradeAndSaysSo() throws Exception {
    var prover = house.prover(TRUTH);
    challengers(3);

    house.step();

    assertThat(lines(prover.key(), ChallengeDirection.DOWN).getLast().grade())
        .isEqualTo(LineGrade.FEW);
    assertThat(house.challenges.state().trouble()).contains("only 3 challengers");
  }

  @Test
  void aLineOfMoreThanAGigabitIsChallengedAgain() throws Exception {
    var prover = house.prover(140_000_000);
    challengers(5);

    house.step();
    house.step();

    assertThat(lines(prover.key(), ChallengeDirection.DOWN)).hasSize(2);
  }

  @Test
  void withoutChallengersNothingIsProven() throws Exception {
    var prover = house.prover(TRUTH);

    house.step();

    assertThat(lines(prover.key(), ChallengeDirection.DOWN)).isEmpty();
    assertThat(house.challenges.state().trouble()).contains("no challenger is connected");
    assertThat(prover.heard).isEmpty();
  }

  @Test
  void whereUdpDoesNotOpenAWebSocketIsTriedAndIsALowerGrade() throws Exception {
    var prover = house.prover(TRUTH);
    challengers(5);
    prover.overWebSocketOnly = true;

    house.step();
    house.step();

    assertThat(lines(prover.key(), ChallengeDirection.DOWN).getLast().grade())
        .isEqualTo(LineGrade.WEBSOCKET);
  }

  @Test
  void whoDisagreesOverThreeProversIsNoLongerDrawn() throws Exception {
    for (int i = 0; i < 4; i++) {
      house.prover(TRUTH);
    }
    challengers(6);
    var liar = house.challengers.getFirst();
    liar.factor = 2;
    for (int day = 0; day < 12; day++) {
      house.challenges.step();
      house.now = house.now.plusSeconds(40_000);
    }
    liar.heard.clear();
    for (int day = 0; day < 8; day++) {
      house.challenges.step();
      house.now = house.now.plusSeconds(15_000);
    }

    assertThat(liar.heard).isEmpty();
  }

  @Test
  void theDaysBytesAreNotExceeded() throws Exception {
    house.close();
    house = new House(Files.createDirectory(folder.resolve("other")), new Bytes(1_000_000), 300);
    var prover = house.prover(TRUTH);
    challengers(5);

    house.step();

    assertThat(prover.heard).isEmpty();
    assertThat(house.challenges.state().trouble()).contains("bytes");
  }

  @Test
  void aLowResultIsTriedThreeTimes() throws Exception {
    var prover = house.prover(TRUTH);
    challengers(5);
    house.step();
    prover.heard.clear();
    prover.truth = TRUTH / 2;

    house.step();

    assertThat(prover.count(ToAgent.ProveLine.class)).isEqualTo(6);
    assertThat(lines(prover.key(), ChallengeDirection.DOWN)).hasSize(2);
    assertThat(lines(prover.key(), ChallengeDirection.DOWN).getLast().proven())
        .isEqualTo(new BytesPerSecond(TRUTH / 2));
  }

  @Test
  void aLineThatHasFallenHasLongSlotsOnceMoreAndSoon() throws Exception {
    var prover = house.prover(TRUTH);
    challengers(5);
    house.step();
    prover.truth = TRUTH / 2;
    var fallenAt = house.now;
    house.step();
    assertThat(slotMillis()).allMatch(millis -> millis < 100);

    house.now = fallenAt.plus(SOON);
    house.challenges.step();
    assertThat(slotMillis()).allMatch(millis -> millis > 1_000);

    house.now = house.now.plus(Duration.ofDays(2));
    house.challenges.step();
    assertThat(slotMillis()).allMatch(millis -> millis < 100);
  }

  /** Of the newest challenge in each direction. */
  private List<Integer> slotMillis() {
    return house.challengers.stream()
        .flatMap(
            each ->
                each.heard.stream()
                    .filter(ToAgent.StartSlot.class::isInstance)
                    .skip(each.count(ToAgent.StartSlot.class) - 2))
        .map(start -> ((ToAgent.StartSlot) start).durationMillis())
        .toList();
  }

  @Test
  void anAgentThatWorksOrWantsNothingIsLeftInPeace() throws Exception {
    var prover = house.prover(TRUTH);
    challengers(5);
    house.agents.tells(prover.key(), 0, new BytesPerSecond(0));
    house.step();
    house.agents.tells(prover.key(), 1, new BytesPerSecond(1_000));
    house.agents.isOffered(prover.key(), "f".repeat(32));
    house.step();

    assertThat(prover.heard).isEmpty();
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
