package network.lumora.proof.line;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import network.lumora.protocol.identity.PublicKey;

/**
 * Who was found to share a line with whom. For one thread.
 *
 * <p>Of two agents the newest joint challenge of both counts. An agent's line is that of all with
 * whom it shares, directly or through others: who shares with two of them is a third, not a way
 * out.
 */
public final class SharedLines {
  private final TreeMap<PublicKey, TreeSet<PublicKey>> mates = new TreeMap<>();

  /** Two agents that share, the smaller key first. */
  public record Pair(PublicKey one, PublicKey other) {}

  public static SharedLines of(Collection<Pair> pairs) {
    var shared = new SharedLines();
    pairs.forEach(pair -> shared.join(List.of(pair.one, pair.other)));
    return shared;
  }

  /** What a joint challenge of these agents has shown. */
  public void found(Collection<PublicKey> agents, boolean oneLine) {
    if (oneLine) {
      join(agents);
    } else {
      part(agents);
    }
  }

  private void join(Collection<PublicKey> agents) {
    for (var agent : agents) {
      var with = mates.computeIfAbsent(agent, _ -> new TreeSet<>());
      with.addAll(agents);
      with.remove(agent);
    }
  }

  private void part(Collection<PublicKey> agents) {
    for (var agent : agents) {
      var with = mates.get(agent);
      if (with != null) {
        with.removeAll(agents);
        if (with.isEmpty()) {
          mates.remove(agent);
        }
      }
    }
  }

  /** All behind the agent's line, the agent among them. */
  public SortedSet<PublicKey> behindTheLineOf(PublicKey agent) {
    var found = new TreeSet<PublicKey>(List.of(agent));
    var next = new ArrayDeque<PublicKey>(found);
    while (!next.isEmpty()) {
      for (var mate : mates.getOrDefault(next.remove(), new TreeSet<>())) {
        if (found.add(mate)) {
          next.add(mate);
        }
      }
    }
    return found;
  }

  public String linkId(PublicKey agent) {
    return LinkId.of(behindTheLineOf(agent));
  }

  /** In the order of their keys. */
  public List<Pair> pairs() {
    var pairs = new ArrayList<Pair>();
    mates.forEach(
        (agent, with) -> with.tailSet(agent, false).forEach(it -> pairs.add(new Pair(agent, it))));
    return pairs;
  }
}
