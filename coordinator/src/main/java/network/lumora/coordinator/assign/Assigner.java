package network.lumora.coordinator.assign;

import java.util.Optional;

/** A way to choose the agent for a task. */
public interface Assigner {

  /** Who gets it; empty if nobody can have it now. */
  Optional<Choice> choose(Job job, Pool pool, Draw draw);
}
