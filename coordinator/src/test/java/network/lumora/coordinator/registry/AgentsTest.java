package network.lumora.coordinator.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import network.lumora.coordinator.assign.AssignTerms;
import network.lumora.coordinator.assign.Candidate;
import network.lumora.coordinator.assign.Pool;
import network.lumora.coordinator.registry.Agents.Farewell;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Greeting;
import network.lumora.protocol.message.ToAgent;
import network.lumora.protocol.seal.SealKey;
import network.lumora.protocol.units.BytesPerSecond;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
  private static final BytesPerSecond RATE = new BytesPerSecond(1_000_000);

  private final Pool pool = AssignTerms.DEFAULT.pool();
  private final Agents agents = new Agents("0.1.0", pool);
  private final PublicKey agent = IdentityKey.generate().publicKey();

  /** A line to nowhere. */
  private static final class DeadLine implements Line {
    @Override
    public void send(ToAgent message) {}

    @Override
    public String publicAddress() {
      return "203.0.113.7";
    }

    @Override
    public void close(ErrorCode reason, String detail) {}
  }

  private Line arrive(int slots, String version, String... holding) {
    var line = new DeadLine();
    var greeting =
        new Greeting(
            "0".repeat(32),
            agent,
            agent,
            SealKey.generate().publicKey(),
            version,
            List.of("scrape"),
            slots,
            0,
            List.of(holding));
    agents.arrives(greeting, line, List.of(holding));
    return line;
  }

  private int free() {
    return pool.open().stream().mapToInt(Candidate::freeSlots).sum();
  }

  @Test
  void anAgentGetsNothingBeforeItsFirstHeartbeat() {
    arrive(4, "0.1.0");
    assertThat(free()).isZero();

    agents.tells(agent, 3, RATE);

    assertThat(free()).isEqualTo(3);
  }

  @Test
  void slotsAreTakenByOffersAndFreedByDeliveries() {
    arrive(2, "0.1.0");
    agents.tells(agent, 2, RATE);
    agents.isOffered(agent, "a");
    agents.isOffered(agent, "b");
    assertThat(free()).isZero();
    agents.accepts(agent, "a");
    agents.accepts(agent, "b");
    agents.tells(agent, 0, RATE);
    assertThat(free()).isZero();

    agents.finishes(agent, "a");

    assertThat(free()).isEqualTo(1);
    agents.finishes(agent, "a");
    assertThat(free()).isEqualTo(1);
  }

  @Test
  void aHeartbeatThatCrossesAnOfferDoesNotFreeItsSlot() {
    arrive(4, "0.1.0");
    agents.tells(agent, 1, RATE);
    agents.isOffered(agent, "a");

    agents.tells(agent, 1, RATE);

    assertThat(free()).isZero();
  }

  @Test
  void whoDeclinesGetsNothingUntilItTellsOtherwise() {
    arrive(4, "0.1.0");
    agents.tells(agent, 4, RATE);
    agents.isOffered(agent, "a");
    agents.isOffered(agent, "b");

    agents.declines(agent, "a");

    assertThat(free()).isZero();
    agents.declines(agent, "b");
    agents.tells(agent, 4, RATE);
    assertThat(free()).isEqualTo(4);
  }

  @Test
  void leasesThatAreHeldTakeSlots() {
    arrive(4, "0.1.0", "1".repeat(32), "2".repeat(32));

    agents.tells(agent, 4, RATE);

    assertThat(free()).isEqualTo(2);
  }

  @Test
  void whoLeftIsGoneOnceAfterTheGraceUnlessItIsBack() {
    var old = arrive(4, "0.1.0");
    agents.leaves(agent, old, Farewell.BROKEN, NOW);
    assertThat(agents.goneFor(Duration.ofSeconds(15), NOW.plusSeconds(14))).isEmpty();
    assertThat(agents.goneFor(Duration.ofSeconds(15), NOW.plusSeconds(15))).containsExactly(agent);
    assertThat(agents.goneFor(Duration.ofSeconds(15), NOW.plusSeconds(15))).isEmpty();

    arrive(4, "0.1.0");
    agents.leaves(agent, old, Farewell.BROKEN, NOW);

    assertThat(agents.goneFor(Duration.ofSeconds(15), NOW.plusSeconds(60))).isEmpty();
    assertThat(agents.census().agents()).isEqualTo(1);
  }

  @Test
  void whoSaidGoodbyeIsGoneAtOnce() {
    var line = arrive(4, "0.1.0");

    agents.leaves(agent, line, Farewell.FOR_GOOD, NOW);

    assertThat(agents.goneFor(Duration.ofSeconds(15), NOW)).containsExactly(agent);
  }

  @Test
  void onlyAWordThatMakesRoomIsOne() {
    arrive(4, "0.1.0");

    assertThat(agents.tells(agent, 2, RATE)).isTrue();
    assertThat(agents.tells(agent, 2, RATE)).isFalse();
    assertThat(agents.tells(agent, 0, RATE)).isFalse();
    assertThat(agents.tells(agent, 4, RATE)).isTrue();
  }

  @Test
  void whoLeftOrHasCameBackIsNotAskedBeforeItSpeaks() {
    var line = arrive(4, "0.1.0");
    agents.tells(agent, 4, RATE);
    agents.passes(agent, "a", "example.org", NOW);
    assertThat(agents.avoids(agent, "example.org", NOW)).isTrue();

    arrive(4, "0.1.0");

    assertThat(free()).isZero();
    assertThat(agents.avoids(agent, "example.org", NOW)).isFalse();
    agents.leaves(agent, line, Farewell.BROKEN, NOW);
    assertThat(agents.census().agents()).isEqualTo(1);
  }

  @Test
  void whoLosesLeasesIsThoughtLessOfEvenAfterItCameBack() {
    var line = arrive(4, "0.1.0");
    agents.tells(agent, 4, RATE);
    double first = reputation();
    agents.isOffered(agent, "a");
    agents.finishes(agent, "a");
    assertThat(reputation()).isGreaterThan(first);

    agents.leaves(agent, line, Farewell.BROKEN, NOW);
    agents.loses(agent, "b");
    arrive(4, "0.1.0");
    agents.tells(agent, 4, RATE);

    assertThat(reputation()).isLessThan(first);
  }

  @Test
  void aDeliveryCountsOnceForTheReputation() {
    arrive(4, "0.1.0");
    agents.tells(agent, 4, RATE);
    agents.isOffered(agent, "a");
    agents.finishes(agent, "a");
    double once = reputation();

    agents.finishes(agent, "a");

    assertThat(reputation()).isEqualTo(once);
  }

  private double reputation() {
    return pool.open().getFirst().reputation();
  }

  @ParameterizedTest
  @CsvSource({
    "0.1.0, true", "0.1.1, true", "0.10.0, true", "1, true", "0.1.0-rc1, true",
    "0.0.9, false", "0.0.10, false", "x, false", "'', false", "0.1.0.0.0, false"
  })
  void onlyAgentsThatAreNewEnoughWork(String version, boolean willing) {
    arrive(1, version.isEmpty() ? "-" : version);
    agents.tells(agent, 1, RATE);

    assertThat(free() == 1).isEqualTo(willing);
  }
}
