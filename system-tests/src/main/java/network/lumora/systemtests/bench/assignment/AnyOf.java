package network.lumora.systemtests.bench.assignment;

import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import network.lumora.coordinator.assign.Assigner;
import network.lumora.coordinator.assign.Choice;
import network.lumora.coordinator.assign.Draw;
import network.lumora.coordinator.assign.Filters;
import network.lumora.coordinator.assign.Job;
import network.lumora.coordinator.assign.Pool;
import network.lumora.coordinator.assign.Reason;
import network.lumora.coordinator.assign.Terms;

/** Chooses at random among those that pass the filters. */
record AnyOf(Filters filters, RandomGenerator random) implements Assigner {
  private static final Reason NO_SCORE = new Reason(Reason.Cause.BEST, Terms.NOTHING, 0, Map.of());

  @Override
  public Optional<Choice> choose(Job job, Pool pool, Draw draw) {
    var eligible =
        pool.open().stream()
            .filter(candidate -> filters.refusal(candidate, job).isEmpty())
            .toList();
    return eligible.isEmpty()
        ? Optional.empty()
        : Optional.of(new Choice(eligible.get(random.nextInt(eligible.size())), NO_SCORE));
  }
}
