package network.lumora.coordinator.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import network.lumora.coordinator.assign.AssignTerms;
import network.lumora.coordinator.registry.Agents;
import network.lumora.coordinator.settle.EarLine;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Greeting;
import network.lumora.protocol.message.ToCoordinator.RelayAt;
import network.lumora.protocol.seal.SealKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CarriersTest {
  private static final String SEEN = "203.0.113.7";

  private final Agents agents = new Agents("0.1.0", AssignTerms.DEFAULT.pool());
  private final PublicKey one = IdentityKey.generate().publicKey();
  private final PublicKey other = IdentityKey.generate().publicKey();
  private final PublicKey operators = IdentityKey.generate().publicKey();
  private final Carriers carriers = new Carriers(agents, Set.of(operators));
  private final Random random = new Random(1);

  @BeforeEach
  void arrive() {
    for (var agent : List.of(one, other, operators)) {
      arrive(agent, Greeting.RELAY);
    }
  }

  private void arrive(PublicKey agent, String capability) {
    agents.arrives(
        new Greeting(
            "0".repeat(32),
            agent,
            agent,
            SealKey.generate().publicKey(),
            "0.1.0",
            List.of(capability),
            1,
            0,
            List.of()),
        new EarLine(),
        List.of());
  }

  private List<PublicKey> willing(boolean destinations, PublicKey... without) {
    return carriers.willing(destinations, List.of(without), random).stream()
        .map(each -> each.guest().key())
        .toList();
  }

  @Test
  void onlyThoseThatHaveSaidWhereAreAsked() {
    assertThat(willing(false)).isEmpty();
    carriers.isAt(one, new RelayAt("", 8484, 4, false));
    assertThat(willing(false)).containsExactly(one);
    carriers.isAt(one, new RelayAt("", 8484, 0, false));
    assertThat(willing(false)).as("no room").isEmpty();
  }

  @Test
  void destinationsGoToThoseWhoseHostsAgree() {
    carriers.isAt(one, new RelayAt("", 8484, 4, false));
    carriers.isAt(other, new RelayAt("", 8484, 4, true));

    assertThat(willing(true)).containsExactly(other);
    assertThat(willing(true, other)).isEmpty();
  }

  @Test
  void theLeastBusyComesFirstAndAFullOneNotAtAll() {
    carriers.isAt(one, new RelayAt("", 8484, 2, false));
    carriers.isAt(other, new RelayAt("", 8484, 2, false));
    carriers.opened("a", one);
    assertThat(willing(false)).containsExactly(other, one);
    carriers.opened("b", one);
    assertThat(willing(false)).containsExactly(other);
    carriers.closed("a");
    assertThat(willing(false)).containsExactly(other, one);
  }

  @Test
  void amongEquallyBusyOnesTheLotDecides() {
    carriers.isAt(one, new RelayAt("", 8484, 2, false));
    carriers.isAt(other, new RelayAt("", 8484, 2, false));
    var first = new ArrayList<PublicKey>();
    for (int i = 0; i < 40; i++) {
      first.add(willing(false).getFirst());
    }

    assertThat(first).contains(one, other);
  }

  @Test
  void whoIsGoneIsForgottenWithWhatItCarried() {
    var gone = IdentityKey.generate().publicKey();
    carriers.isAt(gone, new RelayAt("", 8484, 2, false));
    carriers.opened("a", gone);

    assertThat(willing(false)).isEmpty();
    assertThat(carriers.of("a")).isEmpty();
  }

  @Test
  void anAddressIsBelievedOnlyOfTheOperatorsOwn() {
    carriers.isAt(one, new RelayAt("198.51.100.9", 8484, 2, false));
    carriers.isAt(operators, new RelayAt("198.51.100.9", 8484, 2, false));
    carriers.isAt(other, new RelayAt("", 8484, 2, false));

    for (var carrier : carriers.willing(false, List.of(), random)) {
      assertThat(carrier.host())
          .isEqualTo(carrier.guest().key().equals(operators) ? "198.51.100.9" : SEEN);
    }
  }

  @Test
  void theOperatorsOwnIsSoughtWhereItIsSeenIfItNamesNothing() {
    carriers.isAt(operators, new RelayAt("", 8484, 2, false));

    assertThat(carriers.willing(false, List.of(), random))
        .singleElement()
        .satisfies(it -> assertThat(it.host()).isEqualTo(SEEN));
  }
}
