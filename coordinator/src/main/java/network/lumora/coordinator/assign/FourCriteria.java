package network.lumora.coordinator.assign;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses by {@link Score} and {@link Fairness} among those that pass {@link Filters}. Immutable.
 */
public record FourCriteria(Score score, Filters filters, Fairness fairness) implements Assigner {

  /** Scores nearer than this are equal. */
  private static final double ROUNDING = 1e-9;

  private static final Comparator<Candidate> WAITED_LONGEST =
      Comparator.comparingLong(Candidate::lastGiven).thenComparing(Candidate::agent);

  /** A candidate and what it scored. */
  private record Scored(Candidate candidate, double total) {}

  @Override
  public Optional<Choice> choose(Job job, List<Candidate> candidates, long number) {
    var refused = new EnumMap<Refusal, Integer>(Refusal.class);
    var eligible = eligible(job, candidates, refused);
    if (eligible.isEmpty()) {
      return Optional.empty();
    }
    long mostFree = mostFree(candidates);
    int among = job.hurried() ? eligible.size() : fairness.among(eligible.size(), number);
    return Optional.of(
        among < eligible.size()
            ? best(job, waitedLongest(eligible, among), mostFree, refused, true)
            : best(job, eligible, mostFree, refused, false));
  }

  private static List<Candidate> waitedLongest(List<Candidate> eligible, int among) {
    return eligible.stream().sorted(WAITED_LONGEST).limit(among).toList();
  }

  private List<Candidate> eligible(
      Job job, List<Candidate> candidates, Map<Refusal, Integer> refused) {
    var eligible = new ArrayList<Candidate>(candidates.size());
    for (var candidate : candidates) {
      var refusal = filters.refusal(candidate, job);
      if (refusal.isPresent()) {
        refused.merge(refusal.get(), 1, Integer::sum);
      } else {
        eligible.add(candidate);
      }
    }
    return eligible;
  }

  private static long mostFree(List<Candidate> candidates) {
    long most = 0;
    for (var candidate : candidates) {
      most = Math.max(most, candidate.free().count());
    }
    return most;
  }

  private Choice best(
      Job job, List<Candidate> among, long mostFree, Map<Refusal, Integer> refused, boolean turn) {
    var scored =
        among.stream()
            .map(one -> new Scored(one, score.of(one, mostFree, job.proximity()).total()))
            .toList();
    double best = scored.stream().mapToDouble(Scored::total).max().orElseThrow();
    double least = best - Math.max(ROUNDING, turn || job.hurried() ? 0 : fairness.asGood());
    var chosen =
        scored.stream()
            .filter(one -> one.total() >= least)
            .map(Scored::candidate)
            .min(WAITED_LONGEST)
            .orElseThrow();
    var terms = score.of(chosen, mostFree, job.proximity());
    var cause = turn ? Reason.Cause.TURN : cause(terms.total(), best);
    return new Choice(chosen, new Reason(cause, terms, best, among.size(), refused));
  }

  private static Reason.Cause cause(double total, double best) {
    return total >= best - ROUNDING ? Reason.Cause.BEST : Reason.Cause.AS_GOOD;
  }
}
