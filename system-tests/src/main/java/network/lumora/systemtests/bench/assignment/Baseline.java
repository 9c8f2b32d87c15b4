package network.lumora.systemtests.bench.assignment;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import network.lumora.coordinator.assign.Assigner;
import network.lumora.coordinator.assign.Candidate;
import network.lumora.coordinator.assign.Choice;
import network.lumora.coordinator.assign.Draw;
import network.lumora.coordinator.assign.Filters;
import network.lumora.coordinator.assign.Job;
import network.lumora.coordinator.assign.Pool;
import network.lumora.coordinator.assign.Reason;
import network.lumora.coordinator.assign.Terms;

/**
 * Another way to choose, among those that pass the same filters.
 *
 * @param order of the agents for a job, the first is chosen
 */
record Baseline(Filters filters, Function<Job, Comparator<Candidate>> order) implements Assigner {
  private static final Reason NO_SCORE = new Reason(Reason.Cause.BEST, Terms.NOTHING, 0, Map.of());

  @Override
  public Optional<Choice> choose(Job job, Pool pool, Draw draw) {
    return pool.open().stream()
        .filter(candidate -> filters.refusal(candidate, job).isEmpty())
        .min(order.apply(job))
        .map(chosen -> new Choice(chosen, NO_SCORE));
  }
}
