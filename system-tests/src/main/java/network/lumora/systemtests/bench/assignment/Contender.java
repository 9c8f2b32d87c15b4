package network.lumora.systemtests.bench.assignment;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.LongFunction;
import network.lumora.coordinator.assign.AssignTerms;
import network.lumora.coordinator.assign.Assigner;
import network.lumora.coordinator.assign.Candidate;
import network.lumora.coordinator.assign.Job;
import network.lumora.coordinator.assign.Pool;

/**
 * A way to assign that is compared with others.
 *
 * @param assigner from a seed
 * @param terms what is the same for all: filters, and when pages are late
 */
record Contender(String name, LongFunction<Assigner> assigner, AssignTerms terms) {

  /** The four criteria as the coordinator has them, after the others. */
  static List<Contender> all() {
    var usual = AssignTerms.DEFAULT;
    var filters = usual.filters();
    return List.of(
        new Contender("random", seed -> new AnyOf(filters, new Random(seed)), usual),
        new Contender(
            "round-robin", seed -> new Baseline(filters, job -> Pool.WAITED_LONGEST), usual),
        new Contender("least loaded", seed -> new Baseline(filters, job -> leastLoaded()), usual),
        new Contender("nearest", seed -> new Baseline(filters, Contender::nearest), usual),
        fourCriteria("four criteria", usual),
        fourCriteria(
            "four criteria, no second tries",
            usual.withHedging(usual.hedging().withoutSecondTries())));
  }

  static Contender fourCriteria(String name, AssignTerms terms) {
    return new Contender(name, seed -> terms.assigner(), terms);
  }

  private static Comparator<Candidate> leastLoaded() {
    return Comparator.comparingDouble((Candidate one) -> (double) one.busy() / one.slots())
        .thenComparing(Pool.WAITED_LONGEST);
  }

  private static Comparator<Candidate> nearest(Job job) {
    return Comparator.comparingDouble(
            (Candidate one) -> job.proximity().millis(one.agent()).orElse(Double.POSITIVE_INFINITY))
        .thenComparing(Pool.WAITED_LONGEST);
  }
}
