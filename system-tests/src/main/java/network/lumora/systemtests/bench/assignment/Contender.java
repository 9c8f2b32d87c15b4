package network.lumora.systemtests.bench.assignment;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.LongFunction;
import network.lumora.coordinator.assign.AssignTerms;
import network.lumora.coordinator.assign.Assigner;
import network.lumora.coordinator.assign.Candidate;
import network.lumora.coordinator.assign.Filters;
import network.lumora.coordinator.assign.HedgeTerms;
import network.lumora.coordinator.assign.Job;

/**
 * A way to assign that is compared with others.
 *
 * @param assigner from a seed
 * @param hedging when pages are late, and how many go to a second agent
 */
record Contender(String name, LongFunction<Assigner> assigner, HedgeTerms hedging) {
  private static final Comparator<Candidate> WAITED_LONGEST =
      Comparator.comparingLong(Candidate::lastGiven).thenComparing(Candidate::agent);

  /** The four criteria as the coordinator has them, after the others. */
  static List<Contender> all() {
    var usual = AssignTerms.DEFAULT;
    var filters = new Filters(usual.planning());
    var hedging = usual.hedging();
    return List.of(
        new Contender("random", seed -> new AnyOf(filters, new Random(seed)), hedging),
        new Contender("round-robin", seed -> new Baseline(filters, job -> WAITED_LONGEST), hedging),
        new Contender("least loaded", seed -> new Baseline(filters, job -> leastLoaded()), hedging),
        new Contender("nearest", seed -> new Baseline(filters, Contender::nearest), hedging),
        fourCriteria("four criteria", usual, hedging),
        fourCriteria("four criteria, no second tries", usual, hedging.withoutSecondTries()));
  }

  static Contender fourCriteria(String name, AssignTerms terms, HedgeTerms hedging) {
    return new Contender(name, seed -> terms.assigner(), hedging);
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
