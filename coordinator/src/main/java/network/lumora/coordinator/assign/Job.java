package network.lumora.coordinator.assign;

import java.util.function.Predicate;
import network.lumora.protocol.identity.PublicKey;

/**
 * What is asked of the agent that gets a task.
 *
 * @param not agents that do not get this one: they have just failed it, work on it, or their hosts
 *     do not take its site
 * @param hurried it goes to the best and to no other, whatever that got lately and whoever waits
 *     for its turn
 */
public record Job(Where where, Predicate<PublicKey> not, Proximity proximity, boolean hurried) {
  /** For anybody. */
  public static final Job ANY = new Job(Where.ANYWHERE, agent -> false, Proximity.UNKNOWN, false);
}
