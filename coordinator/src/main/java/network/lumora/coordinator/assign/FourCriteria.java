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
    return Optional.of(
        fairness.isTurnOfWhoWaits(number)
            ? turn(job, eligible, mostFree, refused)
            : best(job, eligible, mostFree, refused));
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

  private Choice turn(
      Job job, List<Candidate> eligible, long mostFree, Map<Refusal, Integer> refused) {
    var chosen = eligible.stream().min(WAITED_LONGEST).orElseThrow();
    var terms = score.of(chosen, mostFree, job.proximity());
    return new Choice(
        chosen, new Reason(Reason.Cause.TURN, terms, terms.total(), eligible.size(), refused));
  }

  private Choice best(
      Job job, List<Candidate> eligible, long mostFree, Map<Refusal, Integer> refused) {
    var scored =
        eligible.stream()
            .map(one -> new Scored(one, score.of(one, mostFree, job.proximity()).total()))
            .toList();
    double best = scored.stream().mapToDouble(Scored::total).max().orElseThrow();
    double asGood = best - Math.max(ROUNDING, fairness.asGood());
    var chosen =
        scored.stream()
            .filter(one -> one.total() >= asGood)
            .map(Scored::candidate)
            .min(WAITED_LONGEST)
            .orElseThrow();
    var terms = score.of(chosen, mostFree, job.proximity());
    var cause = terms.total() >= best - ROUNDING ? Reason.Cause.BEST : Reason.Cause.AS_GOOD;
    return new Choice(chosen, new Reason(cause, terms, best, eligible.size(), refused));
  }
}
