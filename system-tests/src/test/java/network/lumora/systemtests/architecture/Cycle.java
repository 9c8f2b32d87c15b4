package network.lumora.systemtests.architecture;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds a way round in a graph. */
final class Cycle {
  private final Map<String, Set<String>> arrows;
  private final Set<String> finished = new HashSet<>();
  private final List<String> way = new ArrayList<>();

  private Cycle(Map<String, Set<String>> arrows) {
    this.arrows = arrows;
  }

  /** One cycle, its start at both ends; empty if there is none. */
  static List<String> in(Map<String, Set<String>> arrows) {
    var search = new Cycle(arrows);
    for (var start : arrows.keySet()) {
      var found = search.from(start);
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  private List<String> from(String node) {
    int seenAt = way.indexOf(node);
    if (seenAt >= 0) {
      var cycle = new ArrayList<>(way.subList(seenAt, way.size()));
      cycle.add(node);
      return cycle;
    }
    if (finished.contains(node)) {
      return List.of();
    }
    way.add(node);
    for (var next : arrows.getOrDefault(node, Set.of())) {
      var found = from(next);
      if (!found.isEmpty()) {
        return found;
      }
    }
    way.removeLast();
    finished.add(node);
    return List.of();
  }
}
