package network.lumora.systemtests.bench.assignment;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongSupplier;
import network.lumora.coordinator.assign.AssignTerms;
import network.lumora.coordinator.assign.Choice;
import network.lumora.coordinator.assign.Draw;
import network.lumora.coordinator.assign.Job;
import network.lumora.coordinator.assign.Pool;
import network.lumora.coordinator.assign.Where;
import network.lumora.coordinator.proximity.Atlas;
import network.lumora.protocol.identity.PublicKey;

/** What one choice costs, with all that changes by it, among so many agents. */
record ChoiceCost(int agents, LongSupplier nanos) {
  private static final int WARM_UP = 50_000;
  private static final int CHOICES = 200_000;

  String line() {
    return String.format(
        Locale.ROOT, "One choice among %,d agents takes %.1f µs.", agents, micros());
  }

  private double micros() {
    var world = new World(agents, Scenario.all(agents)[0], 5);
    var people = world.people();
    var pool = AssignTerms.DEFAULT.pool();
    people.forEach(agent -> pool.put(agent.candidate()));
    var atlas = new Atlas(new Random(1));
    for (var agent : people) {
      for (var city : List.of(City.PARIS, City.TOKYO, City.CHICAGO)) {
        atlas.measured(agent.key, city.name(), city.millisTo(agent.city) + agent.accessMillis);
      }
    }
    choose(people, pool, atlas, 0, WARM_UP);
    long before = nanos.getAsLong();
    choose(people, pool, atlas, WARM_UP, CHOICES);
    return (nanos.getAsLong() - before) / 1e3 / CHOICES;
  }

  private static VirtualAgent agent(Optional<Choice> choice, Map<PublicKey, VirtualAgent> byKey) {
    return Objects.requireNonNull(byKey.get(choice.orElseThrow().chosen().agent()));
  }

  private static void choose(
      List<VirtualAgent> people, Pool pool, Atlas atlas, int from, int count) {
    var assigner = AssignTerms.DEFAULT.assigner();
    var cities = City.values();
    var byKey = new HashMap<PublicKey, VirtualAgent>();
    people.forEach(agent -> byKey.put(agent.key, agent));
    for (long number = from; number < (long) from + count; number++) {
      var job =
          new Job(
              Where.ANYWHERE,
              agent -> false,
              atlas.to(cities[(int) (number % cities.length)].name()),
              false);
      var chosen = agent(assigner.choose(job, pool, new Draw(number, number)), byKey);
      chosen.lastGiven = number + 1;
      pool.gave(chosen.key);
      pool.put(chosen.candidate());
    }
  }
}
