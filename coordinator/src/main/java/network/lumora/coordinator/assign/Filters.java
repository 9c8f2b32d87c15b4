package network.lumora.coordinator.assign;

import java.util.Optional;

/** Decides who may get a task at all. Immutable. */
public record Filters(Planning planning) {

  /** The first thing that speaks against it; empty if nothing does. */
  public Optional<Refusal> refusal(Candidate candidate, Job job) {
    if (candidate.freeSlots() <= 0) {
      return Optional.of(Refusal.NO_SLOT);
    }
    if (job.not().contains(candidate.agent())) {
      return Optional.of(Refusal.NOT_THIS_ONE);
    }
    if (!job.where().allows(candidate.place())) {
      return Optional.of(Refusal.ELSEWHERE);
    }
    if (candidate.overdue() > 0) {
      return Optional.of(Refusal.OVERDUE);
    }
    return planning.hasRoom(candidate) ? Optional.empty() : Optional.of(Refusal.PLANNED);
  }
}
