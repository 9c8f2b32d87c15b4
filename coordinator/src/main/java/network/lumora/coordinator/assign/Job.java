package network.lumora.coordinator.assign;

import java.util.Set;
import network.lumora.protocol.identity.PublicKey;

/**
 * What is asked of the agent that gets a task.
 *
 * @param not agents that do not get this one: they have just failed it, work on it, or their hosts
 *     do not take its site
 * @param hurried it goes to the best and to no other, even if that is as good or waits for its turn
 */
public record Job(Where where, Set<PublicKey> not, Proximity proximity, boolean hurried) {
  /** For anybody. */
  public static final Job ANY = new Job(Where.ANYWHERE, Set.of(), Proximity.UNKNOWN, false);

  public Job {
    not = Set.copyOf(not);
  }
}
