package network.lumora.coordinator.registry;

import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import network.lumora.coordinator.assign.Candidate;
import network.lumora.coordinator.assign.Reputation;
import network.lumora.protocol.message.Greeting;
import network.lumora.protocol.units.BytesPerSecond;

/**
 * What is known of a connected agent. Guarded by {@link Agents}.
 *
 * <p>Between two heartbeats the free slots are reckoned: those that it told, less the offers it has
 * not answered, more the tasks it has finished since; never more than its slots less its leases.
 */
final class Presence {
  private final Greeting greeting;
  private final Line line;
  private final boolean mayWork;
  private final Set<String> live = new HashSet<>();
  private final Set<String> unanswered = new HashSet<>();
  private final Set<String> late = new HashSet<>();
  private final Avoided avoided = new Avoided();
  private int told;
  private BytesPerSecond free = new BytesPerSecond(0);
  private OptionalDouble latencyMillis = OptionalDouble.empty();
  private double shortestMillis = Double.POSITIVE_INFINITY;
  private long lastGiven;

  Presence(Greeting greeting, Line line, boolean mayWork) {
    this.greeting = greeting;
    this.line = line;
    this.mayWork = mayWork;
  }

  /** Whether it is of a kind and version that gets tasks at all. */
  boolean mayWork() {
    return mayWork;
  }

  Greeting greeting() {
    return greeting;
  }

  Line line() {
    return line;
  }

  void holds(String leaseId) {
    live.add(leaseId);
  }

  void tells(int freeSlots, BytesPerSecond rate) {
    told = freeSlots;
    free = rate;
  }

  void isOffered(String leaseId, long turn) {
    live.add(leaseId);
    unanswered.add(leaseId);
    lastGiven = turn;
  }

  void accepts(String leaseId) {
    if (unanswered.remove(leaseId)) {
      told--;
    }
  }

  /** Its word is that it takes nothing; so it gets nothing until it tells otherwise. */
  void declines(String leaseId) {
    ends(leaseId);
    told = unanswered.size();
  }

  Avoided avoided() {
    return avoided;
  }

  /** Whether the lease was live until now. */
  boolean finishes(String leaseId) {
    boolean wasAccepted = !unanswered.contains(leaseId);
    boolean wasLive = ends(leaseId);
    if (wasLive && wasAccepted) {
      told++;
    }
    return wasLive;
  }

  boolean ends(String leaseId) {
    unanswered.remove(leaseId);
    late.remove(leaseId);
    return live.remove(leaseId);
  }

  boolean isLate(String leaseId) {
    return late.contains(leaseId);
  }

  /** Whether it was not late until now. */
  boolean becomesLate(String leaseId) {
    return live.contains(leaseId) && late.add(leaseId);
  }

  void measured(double roundTripMillis) {
    latencyMillis = OptionalDouble.of(roundTripMillis);
    shortestMillis = Math.min(shortestMillis, roundTripMillis);
  }

  int freeSlots() {
    return Math.max(0, Math.min(told - unanswered.size(), greeting.slots() - live.size()));
  }

  int working() {
    return live.size();
  }

  Workload workload() {
    return new Workload(
        greeting.agent(),
        greeting.agentVersion(),
        live.size(),
        freeSlots(),
        greeting.slots(),
        free,
        latencyMillis.isEmpty() ? -1 : Math.round(1_000 * latencyMillis.getAsDouble()));
  }

  Guest guest() {
    return new Guest(
        greeting.agent(),
        line,
        freeSlots() > 0 && free.count() > 0,
        live.isEmpty(),
        Double.isFinite(shortestMillis)
            ? OptionalDouble.of(shortestMillis)
            : OptionalDouble.empty());
  }

  Candidate candidate(Reputation reputation) {
    return new Candidate(
        greeting.agent(),
        free,
        latencyMillis,
        freeSlots(),
        greeting.slots(),
        late.size(),
        reputation.value(),
        Optional.ofNullable(greeting.place()),
        lastGiven);
  }
}
