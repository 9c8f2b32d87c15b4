package network.lumora.systemtests.bench.assignment;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import network.lumora.coordinator.assign.Assigner;
import network.lumora.coordinator.assign.Draw;
import network.lumora.coordinator.assign.Hedge;
import network.lumora.coordinator.assign.Job;
import network.lumora.coordinator.assign.Reputation;
import network.lumora.coordinator.assign.Where;
import network.lumora.coordinator.proximity.Atlas;

/**
 * A coordinator and its agents in virtual time. Choice, filters, hedging, reputation and proximity
 * are the coordinator's own code; only time, agents and network are virtual. One thread.
 */
final class Simulation {
  private static final double LEASE_MILLIS = 60_000;
  private static final double GRACE_MILLIS = 15_000;
  private static final double HEARTBEAT_MILLIS = 10_000;

  /** Until a line that just fell silent is given up. */
  private static final double SILENCE_MILLIS = 15_000;

  private static final double LOOK_MILLIS = 200;

  /** Source regions that an agent probes when it comes. */
  private static final int PROBES = 3;

  /** After the last page was wanted. */
  private static final double PATIENCE_MILLIS = 180_000;

  private final World world;
  private final Assigner assigner;
  private final Dice dice;
  private final Atlas atlas;
  private final Hedge hedge;
  private final Agenda agenda = new Agenda();
  private final List<VirtualAgent> agents;
  private final Roll roll;
  private final Deque<Page> queue = new ArrayDeque<>();
  private final Set<Tenure> tenures = new LinkedHashSet<>();

  private final List<Double> millis = new ArrayList<>();
  private double longBytes;
  private double bytes;
  private long given;
  private long second;

  Simulation(World world, Contender contender) {
    this.world = world;
    this.assigner = contender.assigner().apply(world.seed() + 2);
    this.dice = new Dice(new Random(world.seed() + 3));
    this.atlas = new Atlas(new Random(world.seed() + 4));
    this.agents = world.people();
    this.hedge = new Hedge(contender.terms().hedging());
    this.roll = new Roll(contender.terms().pool());
  }

  /** Lets it all happen. The same world and contender give the same result. */
  Result run(List<Page> wanted) {
    for (var agent : agents) {
      arrives(agent);
      agenda.in(dice.random().nextDouble() * HEARTBEAT_MILLIS, () -> beats(agent));
      agenda.in(dice.exponential(120_000), () -> userComes(agent));
      if (dice.chance(world.scenario().churn())) {
        agent.everAway = true;
        agenda.in(dice.random().nextDouble() * Scenario.END_MILLIS, () -> goes(agent));
      }
    }
    var pages = wanted.stream().map(Page::again).toList();
    pages.forEach(page -> agenda.in(page.wantedAtMillis, () -> comes(page)));
    agenda.in(LOOK_MILLIS, this::looksForLate);
    agenda.runUntil(Scenario.END_MILLIS + PATIENCE_MILLIS);
    pages.stream().filter(page -> !page.done).forEach(this::count);
    return Result.of(millis, longBytes, bytes, agents, given, second);
  }

  private void arrives(VirtualAgent agent) {
    agent.online = true;
    roll.add(agent);
    for (int i = 0; i < PROBES; i++) {
      var city = dice.city(one -> one.sources);
      atlas.measured(agent.key, city.name(), noisy(city.millisTo(agent.city) + agent.accessMillis));
    }
  }

  private double noisy(double roundTripMillis) {
    return roundTripMillis * (1 + dice.exponential(0.05));
  }

  private void beats(VirtualAgent agent) {
    if (agent.online) {
      agent.tellsItsAllowance();
      roll.changed(agent);
    }
    agenda.in(HEARTBEAT_MILLIS, () -> beats(agent));
  }

  private void userComes(VirtualAgent agent) {
    agent.userIsThere = true;
    agenda.in(dice.exponential(30_000), () -> userGoes(agent));
  }

  private void userGoes(VirtualAgent agent) {
    agent.userIsThere = false;
    agenda.in(dice.exponential(120_000), () -> userComes(agent));
  }

  /** Half of those that go say so; the line of the others falls silent. */
  private void goes(VirtualAgent agent) {
    agent.online = false;
    agenda.in(dice.chance(0.5) ? 0 : SILENCE_MILLIS, () -> isMissed(agent));
    agenda.in(SILENCE_MILLIS + GRACE_MILLIS + dice.exponential(60_000), () -> arrives(agent));
  }

  private void isMissed(VirtualAgent agent) {
    roll.remove(agent);
    agenda.in(
        GRACE_MILLIS,
        () -> {
          List.copyOf(agent.held).forEach(this::isLost);
          gives();
        });
  }

  private void comes(Page page) {
    queue.add(page);
    gives();
  }

  private void gives() {
    for (var page = queue.poll(); page != null; page = queue.poll()) {
      if (!page.done && !gives(page)) {
        queue.addFirst(page);
        return;
      }
    }
  }

  private boolean gives(Page page) {
    var job =
        new Job(
            Where.ANYWHERE,
            page.notFor()::contains,
            atlas.to(page.source.region()),
            !page.held.isEmpty());
    long first = given - second;
    var choice = assigner.choose(job, roll.pool(), new Draw(first, first));
    choice.ifPresent(one -> give(page, roll.agent(one.chosen())));
    return choice.isPresent();
  }

  private void give(Page page, VirtualAgent agent) {
    var tenure = new Tenure(page, agent, agenda.nowMillis(), noisy(agent.pathMillis(page.source)));
    if (page.held.isEmpty()) {
      hedge.gave();
    } else {
      second++;
    }
    given++;
    agent.given++;
    agent.lastGiven = given;
    agent.held.add(tenure);
    page.held.add(tenure);
    tenures.add(tenure);
    roll.pool().gave(agent.key);
    roll.changed(agent);
    agenda.in(Fetch.millis(tenure, dice), () -> delivers(tenure));
    agenda.in(LEASE_MILLIS, () -> expires(tenure));
  }

  private void delivers(Tenure tenure) {
    var agent = tenure.agent;
    if (tenure.over || !agent.online) {
      return;
    }
    if (!tenure.late) {
      agent.reputation = agent.reputation.after(Reputation.Outcome.PROMPT);
    }
    hedge.took(
        tenure.page.source.name(),
        Duration.ofMillis(Math.round(agenda.nowMillis() - tenure.givenAtMillis)));
    atlas.measured(agent.key, tenure.page.source.region(), tenure.pathMillis);
    ends(tenure);
    tenure.page.done = true;
    List.copyOf(tenure.page.held).forEach(this::ends);
    count(tenure.page);
    countBytes(tenure);
    gives();
  }

  private void countBytes(Tenure tenure) {
    bytes += tenure.page.bytes;
    longBytes += tenure.pathMillis > Result.LONG_PATH_MILLIS ? tenure.page.bytes : 0;
  }

  private void count(Page page) {
    if (page.wantedAtMillis >= Scenario.WARM_UP_MILLIS) {
      millis.add(agenda.nowMillis() - page.wantedAtMillis);
    }
  }

  private void ends(Tenure tenure) {
    tenure.over = true;
    tenures.remove(tenure);
    tenure.page.held.remove(tenure);
    tenure.agent.held.remove(tenure);
    tenure.agent.late -= tenure.late ? 1 : 0;
    roll.changed(tenure.agent);
  }

  private void expires(Tenure tenure) {
    if (!tenure.over) {
      isLost(tenure);
      gives();
    }
  }

  private void isLost(Tenure tenure) {
    ends(tenure);
    tenure.agent.reputation = tenure.agent.reputation.after(Reputation.Outcome.LOST);
    tenure.page.lostBy.add(tenure.agent.key);
    roll.changed(tenure.agent);
    if (tenure.page.held.isEmpty()) {
      queue.addFirst(tenure.page);
    }
  }

  private void looksForLate() {
    for (var tenure : List.copyOf(tenures)) {
      double heldMillis = agenda.nowMillis() - tenure.givenAtMillis;
      if (heldMillis > hedge.lateAfter(tenure.page.source.name()).toMillis()) {
        isLate(tenure);
      }
    }
    gives();
    agenda.in(LOOK_MILLIS, this::looksForLate);
  }

  private void isLate(Tenure tenure) {
    if (!tenure.late) {
      tenure.late = true;
      tenure.agent.late++;
      tenure.agent.reputation = tenure.agent.reputation.after(Reputation.Outcome.LATE);
      roll.changed(tenure.agent);
    }
    if (!tenure.hedged && tenure.page.held.size() == 1 && hedge.mayHedge()) {
      tenure.hedged = true;
      queue.addFirst(tenure.page);
    }
  }
}
