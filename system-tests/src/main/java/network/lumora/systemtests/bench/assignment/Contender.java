package network.lumora.systemtests.bench.assignment;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.LongFunction;
import network.lumora.coordinator.assign.AssignTerms;
import network.lumora.coordinator.assign.Assigner;
import network.lumora.coordinator.assign.Candidate;
import network.lumora.coordinator.assign.Filters;
import network.lumora.coordinator.assign.Job;

/**
 * A way to assign that is compared with others.
 *
 * @param assigner from a seed
 * @param hedged whether late pages are given to a second agent
 */
record Contender(String name, LongFunction<Assigner> assigner, boolean hedged) {
  private static final Comparator<Candidate> WAITED_LONGEST =
      Comparator.comparingLong(Candidate::lastGiven).thenComparing(Candidate::agent);

  /** The four criteria as the coordinator has them, after the others. */
  static List<Contender> all() {
    var filters = new Filters(AssignTerms.DEFAULT.planning());
    return List.of(
        new Contender("random", seed -> new AnyOf(filters, new Random(seed)), true),
        new Contender("round-robin", seed -> new Baseline(filters, job -> WAITED_LONGEST), true),
        new Contender("least loaded", seed -> new Baseline(filters, job -> leastLoaded()), true),
        new Contender("nearest", seed -> new Baseline(filters, Contender::nearest), true),
        fourCriteria("four criteria", AssignTerms.DEFAULT, true),
        fourCriteria("four criteria, no second tries", AssignTerms.DEFAULT, false));
  }

  static Contender fourCriteria(String name, AssignTerms terms, boolean hedged) {
    return new Contender(name, seed -> terms.assigner(), hedged);
  }

  private static Comparator<Candidate> leastLoaded() {
    return Comparator.comparingDouble((Candidate one) -> (double) one.busy() / one.slots())
        .thenComparing(WAITED_LONGEST);
  }

  private static Comparator<Candidate> nearest(Job job) {
    return Comparator.comparingDouble(
            (Candidate one) -> job.proximity().millis(one.agent()).orElse(Double.POSITIVE_INFINITY))
        .thenComparing(WAITED_LONGEST);
  }
}
