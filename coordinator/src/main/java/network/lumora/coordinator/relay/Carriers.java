package network.lumora.coordinator.relay;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import network.lumora.coordinator.registry.Agents;
import network.lumora.coordinator.registry.Guest;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Greeting;
import network.lumora.protocol.message.ToCoordinator.RelayAt;

/** The agents that carry, and how much each has to do. Thread-safe. */
final class Carriers {
  private final Agents agents;
  private final Set<PublicKey> operatorRun;
  private final Map<PublicKey, RelayAt> places = new HashMap<>();
  private final Map<String, PublicKey> open = new HashMap<>();

  Carriers(Agents agents, Set<PublicKey> operatorRun) {
    this.agents = agents;
    this.operatorRun = operatorRun;
  }

  /** One of them. */
  record Carrier(Guest guest, String host, int port) {}

  synchronized void isAt(PublicKey agent, RelayAt place) {
    places.put(agent, place);
  }

  synchronized void opened(String grantId, PublicKey agent) {
    open.put(grantId, agent);
  }

  synchronized void closed(String grantId) {
    open.remove(grantId);
  }

  /** Whether the agent was given this relay, and has not ended it. */
  synchronized Optional<PublicKey> of(String grantId) {
    return Optional.ofNullable(open.get(grantId));
  }

  /** Those that may be asked, the least busy first, else by lot. */
  synchronized List<Carrier> willing(
      boolean destinations, List<PublicKey> without, RandomGenerator random) {
    var guests =
        agents.guests(Greeting.RELAY).stream()
            .collect(Collectors.toMap(Guest::key, guest -> guest));
    keepOnly(guests.keySet());
    var load = new HashMap<PublicKey, Integer>();
    open.values().forEach(agent -> load.merge(agent, 1, Integer::sum));
    var willing = new ArrayList<Carrier>();
    places.forEach(
        (agent, place) -> {
          int busy = load.getOrDefault(agent, 0);
          boolean takesIt = place.room() > busy && (!destinations || place.destinations());
          if (takesIt && !without.contains(agent)) {
            willing.add(carrier(Objects.requireNonNull(guests.get(agent)), place));
          }
        });
    Collections.shuffle(willing, java.util.Random.from(random));
    willing.sort(Comparator.comparingInt(each -> load.getOrDefault(each.guest.key(), 0)));
    return willing;
  }

  private void keepOnly(Set<PublicKey> connected) {
    places.keySet().retainAll(connected);
    open.values().retainAll(connected);
  }

  synchronized Carrying carrying() {
    keepOnly(agents.guests(Greeting.RELAY).stream().map(Guest::key).collect(Collectors.toSet()));
    long carry = places.values().stream().filter(place -> place.room() > 0).count();
    return new Carrying(Math.toIntExact(carry), open.size());
  }

  /** A stranger could name somebody else's address. */
  private Carrier carrier(Guest guest, RelayAt place) {
    boolean isBelieved = !place.host().isEmpty() && operatorRun.contains(guest.key());
    var host = isBelieved ? place.host() : guest.line().publicAddress();
    return new Carrier(guest, host, place.port());
  }
}
