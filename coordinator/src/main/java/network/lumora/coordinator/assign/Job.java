package network.lumora.coordinator.assign;

import java.util.Set;
import network.lumora.protocol.identity.PublicKey;

/**
 * What is asked of the agent that gets a task.
 *
 * @param not agents that do not get this one: they have just failed it, work on it, or their hosts
 *     do not take its site
 */
public record Job(Where where, Set<PublicKey> not, Proximity proximity) {
  /** For anybody. */
  public static final Job ANY = new Job(Where.ANYWHERE, Set.of(), Proximity.UNKNOWN);

  public Job {
    not = Set.copyOf(not);
  }
}
