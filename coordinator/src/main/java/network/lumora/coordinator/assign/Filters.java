package network.lumora.coordinator.assign;

import java.util.Optional;

/** Decides who may get a task at all. Immutable. */
public record Filters(Planning planning) {

  /** What speaks against any task; empty if nothing does. */
  Optional<Refusal> refusal(Candidate candidate) {
    if (candidate.freeSlots() <= 0) {
      return Optional.of(Refusal.NO_SLOT);
    }
    if (candidate.overdue() > 0) {
      return Optional.of(Refusal.OVERDUE);
    }
    return planning.room(candidate) > 0 ? Optional.empty() : Optional.of(Refusal.PLANNED);
  }

  /** What speaks against this one. */
  public Optional<Refusal> refusal(Candidate candidate, Job job) {
    if (job.not().test(candidate.agent())) {
      return Optional.of(Refusal.NOT_THIS_ONE);
    }
    return job.where().allows(candidate.place())
        ? Optional.empty()
        : Optional.of(Refusal.ELSEWHERE);
  }

  /** Tasks that it may get now. */
  long room(Candidate candidate) {
    return Math.min(candidate.freeSlots(), planning.room(candidate));
  }
}
