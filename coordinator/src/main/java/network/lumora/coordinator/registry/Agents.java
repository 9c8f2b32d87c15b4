package network.lumora.coordinator.registry;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import network.lumora.coordinator.assign.Assigner;
import network.lumora.coordinator.assign.Bulk;
import network.lumora.coordinator.assign.Candidate;
import network.lumora.coordinator.assign.Choice;
import network.lumora.coordinator.assign.Draw;
import network.lumora.coordinator.assign.Job;
import network.lumora.coordinator.assign.Pool;
import network.lumora.coordinator.assign.Reputation;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Greeting;
import network.lumora.protocol.seal.SealPublicKey;
import network.lumora.protocol.units.BytesPerSecond;

/** The agents that are connected, and those that have just left. Thread-safe; never waits. */
public final class Agents {
  private final String minimumVersion;
  private final Map<PublicKey, Presence> present = new HashMap<>();

  /** Few: those that are present whose hosts have passed on a site. */
  private final Map<PublicKey, Avoided> avoiding = new HashMap<>();

  private final Map<PublicKey, Left> left = new HashMap<>();
  private final Reputations reputations = new Reputations();
  private final Pool pool;
  private long turns;

  /**
   * @param minimumVersion older agents get no work
   * @param pool those that would take a task, kept as they change
   */
  public Agents(String minimumVersion, Pool pool) {
    this.minimumVersion = minimumVersion;
    this.pool = pool;
  }

  /** Where a task can be sent. */
  public record Address(SealPublicKey sealTo, Line line) {}

  /** How an agent left. */
  public enum Farewell {
    /** Its line broke; it may be back in a moment, still at its work. */
    BROKEN,
    /** It said so, or has been silent for long. */
    FOR_GOOD
  }

  private record Left(Farewell farewell, Instant since) {
    boolean isOver(Duration grace, Instant now) {
      return farewell == Farewell.FOR_GOOD || !since.plus(grace).isAfter(now);
    }
  }

  /** Counts for people. */
  public record Census(int agents, int slots, int working) {}

  /**
   * An agent is there; gives the line it had until now, if it had one.
   *
   * @param holding leases that it still works on
   */
  public synchronized Optional<Line> arrives(
      Greeting greeting, Line line, Collection<String> holding) {
    var presence = new Presence(greeting, line, mayWork(greeting));
    holding.forEach(presence::holds);
    avoiding.remove(greeting.agent());
    left.remove(greeting.agent());
    var before = Optional.ofNullable(present.put(greeting.agent(), presence)).map(Presence::line);
    changed(presence);
    return before;
  }

  /** A line is gone; gives false if that is no news, as the agent has come back on another. */
  public synchronized boolean leaves(PublicKey agent, Line line, Farewell farewell, Instant now) {
    var presence = present.get(agent);
    if (presence != null && presence.line().equals(line)) {
      present.remove(agent);
      pool.remove(agent);
      avoiding.remove(agent);
      left.put(agent, new Left(farewell, now));
      return true;
    }
    return false;
  }

  /**
   * Those that are gone: for good, or since so long and not back. They are given once.
   *
   * @param grace for those whose line broke
   */
  public synchronized List<PublicKey> goneFor(Duration grace, Instant now) {
    var gone = new ArrayList<PublicKey>();
    left.forEach(
        (agent, how) -> {
          if (how.isOver(grace, now)) {
            gone.add(agent);
          }
        });
    gone.forEach(left::remove);
    return gone;
  }

  /** Gives whether it would take more than before. */
  public synchronized boolean tells(PublicKey agent, int freeSlots, BytesPerSecond free) {
    var presence = present.get(agent);
    if (presence == null) {
      return false;
    }
    int before = presence.freeSlots();
    presence.tells(freeSlots, free);
    changed(presence);
    return presence.freeSlots() > before;
  }

  /**
   * Chooses an agent for a task, to which it is offered under this lease from now on; if it is not
   * sent, {@link #ends} takes it back.
   */
  public synchronized Optional<Choice> choose(
      Assigner assigner, Job job, Draw draw, String leaseId) {
    var choice = assigner.choose(job, pool, draw);
    choice.map(Choice::chosen).map(Candidate::agent).ifPresent(agent -> isOffered(agent, leaseId));
    return choice;
  }

  /** A task is offered to it. */
  public synchronized void isOffered(PublicKey agent, String leaseId) {
    turns++;
    pool.gave(agent);
    with(agent, presence -> presence.isOffered(leaseId, turns));
  }

  /** Tasks that all together would take now. */
  public synchronized long room() {
    return pool.room();
  }

  /** How many of so many tasks are for whom; empty if there are more agents than tasks. */
  public synchronized Optional<Bulk<PublicKey>> split(long tasks) {
    return pool.split(tasks);
  }

  public synchronized void accepts(PublicKey agent, String leaseId) {
    with(agent, presence -> presence.accepts(leaseId));
  }

  public synchronized void declines(PublicKey agent, String leaseId) {
    with(agent, presence -> presence.declines(leaseId));
  }

  /** The agent will not do this page, nor others of its site; it is as free as before. */
  public synchronized void passes(PublicKey agent, String leaseId, String site, Instant now) {
    with(
        agent,
        presence -> {
          presence.finishes(leaseId);
          presence.avoided().add(site, now);
          avoiding.put(agent, presence.avoided());
        });
  }

  /** Whether the agent's host has said that it does not take this site. */
  public synchronized boolean avoids(PublicKey agent, String site, Instant now) {
    var avoided = avoiding.get(agent);
    return avoided != null && avoided.contains(site, now);
  }

  /** The agent has delivered: its slot is free again. */
  public synchronized void finishes(PublicKey agent, String leaseId) {
    with(
        agent,
        presence -> {
          boolean late = presence.isLate(leaseId);
          if (presence.finishes(leaseId) && !late) {
            reputations.add(agent, Reputation.Outcome.PROMPT);
          }
        });
  }

  /** A lease has ended without a result, by its agent's fault or its line's. */
  public synchronized void loses(PublicKey agent, String leaseId) {
    reputations.add(agent, Reputation.Outcome.LOST);
    with(agent, presence -> presence.ends(leaseId));
  }

  /** It holds a lease for longer than nearly all others take. */
  public synchronized void isLate(PublicKey agent, String leaseId) {
    with(
        agent,
        presence -> {
          if (presence.becomesLate(leaseId)) {
            reputations.add(agent, Reputation.Outcome.LATE);
          }
        });
  }

  /** A lease no longer counts, whatever the agent does. */
  public synchronized void ends(PublicKey agent, String leaseId) {
    with(agent, presence -> presence.ends(leaseId));
  }

  public synchronized void measured(PublicKey agent, double roundTripMillis) {
    with(agent, presence -> presence.measured(roundTripMillis));
  }

  private boolean mayWork(Greeting greeting) {
    return greeting.capabilities().contains(Greeting.SCRAPE)
        && AgentVersion.isAtLeast(greeting.agentVersion(), minimumVersion);
  }

  private void changed(Presence presence) {
    if (presence.mayWork()) {
      pool.put(presence.candidate(reputations.of(presence.greeting().agent())));
    }
  }

  /** What everyone that is connected does now. */
  public synchronized List<Workload> workloads() {
    return present.values().stream().map(Presence::workload).toList();
  }

  /** All that are connected now and have said that they can do this. */
  public synchronized List<Guest> guests(String capability) {
    return present.values().stream()
        .filter(presence -> presence.greeting().capabilities().contains(capability))
        .map(Presence::guest)
        .toList();
  }

  public synchronized Optional<Guest> guest(PublicKey agent) {
    return Optional.ofNullable(present.get(agent)).map(Presence::guest);
  }

  public synchronized Optional<Address> address(PublicKey agent) {
    return Optional.ofNullable(present.get(agent))
        .map(presence -> new Address(presence.greeting().sealTo(), presence.line()));
  }

  /** Whether this is the agent's line now: it may have come back on another. */
  public synchronized boolean isOn(PublicKey agent, Line line) {
    var presence = present.get(agent);
    return presence != null && presence.line().equals(line);
  }

  public synchronized List<Line> lines() {
    return present.values().stream().map(Presence::line).toList();
  }

  public synchronized Map<PublicKey, Line> linesByAgent() {
    var lines = new HashMap<PublicKey, Line>();
    present.forEach((agent, presence) -> lines.put(agent, presence.line()));
    return lines;
  }

  public synchronized Census census() {
    return new Census(
        present.size(),
        present.values().stream().mapToInt(presence -> presence.greeting().slots()).sum(),
        present.values().stream().mapToInt(Presence::working).sum());
  }

  private void with(PublicKey agent, Consumer<Presence> action) {
    var presence = present.get(agent);
    if (presence != null) {
      action.accept(presence);
      changed(presence);
    }
  }
}
