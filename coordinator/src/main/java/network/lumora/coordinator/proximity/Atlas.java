package network.lumora.coordinator.proximity;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import network.lumora.coordinator.assign.Proximity;
import network.lumora.protocol.identity.PublicKey;
import org.jspecify.annotations.Nullable;

/**
 * Who is how far from where. Thread-safe; never waits.
 *
 * <p>A round trip that was measured counts as it is. Else the distance of the coordinates counts
 * that both ends have from their other round trips, once these fit. Else nothing is known; nothing
 * is ever guessed from names or addresses.
 */
public final class Atlas {
  /** Agents and sources of a large coordinator; who measured longest ago is forgotten. */
  private static final int MAX_PLACES = 16_384;

  /** Round trips kept for each agent: some kilobytes. */
  private static final int MAX_MEASURED = 64;

  /** Coordinates that are more wrong than this are not used: it is the paper's median and more. */
  private static final double MAX_ERROR = 0.5;

  /** The newest of several round trips counts so much: a queue on the way soon passes. */
  private static final double NEWEST = 0.3;

  private final RandomGenerator random;
  private final Newest<PublicKey, Traveller> agents = new Newest<>(MAX_PLACES);
  private final Newest<String, Coordinates> sources = new Newest<>(MAX_PLACES);

  public Atlas(RandomGenerator random) {
    this.random = random;
  }

  private static final class Traveller {
    private Coordinates at = Coordinates.UNKNOWN;
    private final Newest<String, Double> measured = new Newest<>(MAX_MEASURED);
  }

  /**
   * A map that forgets what was put longest ago; a look changes nothing, for there are many looks.
   */
  private static final class Newest<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1;
    private final int most;

    Newest(int most) {
      this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > most;
    }
  }

  /**
   * An agent has measured its round trip to a source region, or to anything else of a fixed place.
   *
   * @param millis not negative; anything else is passed over
   */
  public synchronized void measured(PublicKey agent, String source, double millis) {
    if (!(millis >= 0 && millis < Double.POSITIVE_INFINITY)) {
      return;
    }
    var traveller = agents.getOrDefault(agent, new Traveller());
    agents.putLast(agent, traveller);
    double old = traveller.measured.getOrDefault(source, millis);
    traveller.measured.putLast(source, Math.min(millis, old + NEWEST * (millis - old)));
    var there = sources.getOrDefault(source, Coordinates.UNKNOWN);
    var here = traveller.at;
    traveller.at = here.after(millis, there, random);
    sources.putLast(source, there.after(millis, here, random));
  }

  /** How far agents are from one source region; unknown for all while nobody has measured it. */
  public synchronized Proximity to(String source) {
    return sources.containsKey(source) ? agent -> millis(agent, source) : Proximity.UNKNOWN;
  }

  private synchronized OptionalDouble millis(PublicKey agent, String source) {
    var traveller = agents.get(agent);
    if (traveller == null) {
      return OptionalDouble.empty();
    }
    var measured = traveller.measured.get(source);
    return measured == null
        ? estimate(traveller.at, sources.get(source))
        : OptionalDouble.of(measured);
  }

  private static OptionalDouble estimate(Coordinates agent, @Nullable Coordinates source) {
    return source == null || agent.error() > MAX_ERROR || source.error() > MAX_ERROR
        ? OptionalDouble.empty()
        : OptionalDouble.of(agent.millisTo(source));
  }
}
