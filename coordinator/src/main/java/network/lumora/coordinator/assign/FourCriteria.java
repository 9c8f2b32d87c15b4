package network.lumora.coordinator.assign;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Chooses by {@link Score} and {@link Fairness} among a sample of those that pass {@link Filters}.
 * Immutable.
 *
 * <p>The best of some dozens drawn evenly is nearly as good as the best of all (Mitzenmacher, "The
 * power of two choices"), takes the same time whether a hundred or a million are connected, and
 * does not send everything to the same few.
 */
public record FourCriteria(Score score, Filters filters, Fairness fairness, Sample sample)
    implements Assigner {
  /** A second try is compared with more: there are few of them, and they must not be late too. */
  private static final int HURRIED = 4;

  /** Scores nearer than this are equal. */
  private static final double ROUNDING = 1e-9;

  /** Who was looked at for a task: those that may have it, and how many may not, and why. */
  private static final class Seen {
    private final List<Candidate> eligible = new ArrayList<>();
    private final Map<Refusal, Integer> refused = new EnumMap<>(Refusal.class);
    private int looks;
  }

  @Override
  public Optional<Choice> choose(Job job, Pool pool, Draw draw) {
    boolean turn = !job.hurried() && fairness.isTurn(draw.given());
    var seen = turn ? waitedLongest(job, pool) : drawn(job, pool, draw.number());
    return seen.eligible.isEmpty()
        ? Optional.empty()
        : Optional.of(best(job, pool, seen, turn ? Reason.Cause.TURN : cause(job)));
  }

  private static Reason.Cause cause(Job job) {
    return job.hurried() ? Reason.Cause.SECOND_TRY : Reason.Cause.BEST;
  }

  /** The one that has waited longest of all that may have it. */
  private Seen waitedLongest(Job job, Pool pool) {
    var seen = new Seen();
    for (var candidate : pool.waitedLongest()) {
      look(candidate, job, seen);
      if (!seen.eligible.isEmpty() || seen.looks == sample.looks()) {
        break;
      }
    }
    return seen;
  }

  private Seen drawn(Job job, Pool pool, long number) {
    var seen = new Seen();
    int wanted = sample.compared() * (job.hurried() ? HURRIED : 1);
    for (var ring : pool.rings(job.where())) {
      var walk = Walk.of(ring.size(), number);
      int most = Math.min(ring.size(), sample.looks());
      for (int step = 0; step < most && seen.eligible.size() < wanted; step++) {
        look(ring.get(walk.at(step)), job, seen);
      }
    }
    return seen;
  }

  private void look(Candidate candidate, Job job, Seen seen) {
    seen.looks++;
    var refusal = filters.refusal(candidate, job);
    if (refusal.isPresent()) {
      seen.refused.merge(refusal.get(), 1, Integer::sum);
    } else {
      seen.eligible.add(candidate);
    }
  }

  /**
   * Who cannot win, however near and however idle lately, is not looked up: that is most of them.
   */
  private Choice best(Job job, Pool pool, Seen seen, Reason.Cause cause) {
    long mostFree = mostFree(seen.eligible);
    @Nullable Candidate best = null;
    var bestTerms = Terms.NOTHING;
    for (var candidate : seen.eligible) {
      double most = score.atMost(candidate, mostFree);
      if (best != null && most < bestTerms.total() - ROUNDING) {
        continue;
      }
      double fair = fair(job, pool, candidate);
      if (best != null && most * fair < bestTerms.total() - ROUNDING) {
        continue;
      }
      var terms = score.of(candidate, mostFree, job.proximity()).times(fair);
      if (best == null || isBetter(candidate, terms.total(), best, bestTerms.total())) {
        best = candidate;
        bestTerms = terms;
      }
    }
    var refused = new EnumMap<Refusal, Integer>(Refusal.class);
    refused.putAll(pool.refused());
    seen.refused.forEach((refusal, count) -> refused.merge(refusal, count, Integer::sum));
    return new Choice(
        Objects.requireNonNull(best), new Reason(cause, bestTerms, seen.eligible.size(), refused));
  }

  private double fair(Job job, Pool pool, Candidate candidate) {
    return job.hurried() ? 1 : fairness.factor(pool.share(candidate));
  }

  private static boolean isBetter(Candidate one, double total, Candidate best, double bestTotal) {
    return total > bestTotal + ROUNDING
        || (total > bestTotal - ROUNDING && Pool.WAITED_LONGEST.compare(one, best) < 0);
  }

  private static long mostFree(List<Candidate> candidates) {
    long most = 0;
    for (var candidate : candidates) {
      most = Math.max(most, candidate.free().count());
    }
    return most;
  }
}
