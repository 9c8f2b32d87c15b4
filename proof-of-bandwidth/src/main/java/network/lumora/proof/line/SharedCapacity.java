package network.lumora.proof.line;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.units.BytesPerSecond;

/** One line's capacity, in equal parts for the agents behind it. */
public final class SharedCapacity {
  private SharedCapacity() {}

  /**
   * What the line does: the most that any of them did alone, since each had all of it then, and no
   * more than that for all together.
   */
  public static BytesPerSecond of(List<JointChallenge.Turn> turns) {
    return new BytesPerSecond(
        turns.stream().mapToLong(turn -> turn.solo().count()).max().orElse(0));
  }

  /** Parts that add up to the line exactly; the smallest keys have what division leaves. */
  public static Map<PublicKey, BytesPerSecond> split(
      BytesPerSecond line, SortedSet<PublicKey> agents) {
    var parts = new TreeMap<PublicKey, BytesPerSecond>();
    long left = line.count();
    int without = agents.size();
    for (var agent : agents) {
      long part = Math.ceilDiv(left, without);
      parts.put(agent, new BytesPerSecond(part));
      left -= part;
      without--;
    }
    return parts;
  }
}
