package network.lumora.coordinator.challenge;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import network.lumora.coordinator.registry.Agents;
import network.lumora.coordinator.registry.Guest;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Greeting;
import network.lumora.protocol.message.ToCoordinator.ChallengerAt;
import org.jspecify.annotations.Nullable;

/** The challengers that are connected. Thread-safe. */
final class Challengers {
  private final Agents agents;
  private final Set<PublicKey> operatorRun;
  private final Map<PublicKey, ChallengerAt> places = new HashMap<>();

  Challengers(Agents agents, Set<PublicKey> operatorRun) {
    this.agents = agents;
    this.operatorRun = operatorRun;
  }

  synchronized void isAt(PublicKey key, ChallengerAt place) {
    places.put(key, place);
  }

  /** All of them; those that have left are forgotten. */
  synchronized List<Challenger> present() {
    var guests =
        agents.guests(Greeting.CHALLENGE).stream()
            .collect(Collectors.toMap(Guest::key, guest -> guest));
    places.keySet().retainAll(guests.keySet());
    return guests.values().stream().map(this::challenger).filter(Objects::nonNull).toList();
  }

  private @Nullable Challenger challenger(Guest guest) {
    var place = places.get(guest.key());
    if (place == null) {
      return null;
    }
    boolean trusted = operatorRun.contains(guest.key());
    return new Challenger(
        guest.key(),
        guest.line(),
        host(place, guest, trusted),
        place.port(),
        place.up(),
        place.down(),
        place.certificate(),
        trusted,
        guest.shortestRoundTripMillis());
  }

  /** A stranger could name somebody else's address, and have provers knock there. */
  private static String host(ChallengerAt place, Guest guest, boolean trusted) {
    return trusted && !place.host().isEmpty() ? place.host() : guest.line().publicAddress();
  }
}
