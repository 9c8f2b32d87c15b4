package network.lumora.systemtests.bench.assignment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import network.lumora.coordinator.assign.Candidate;
import network.lumora.protocol.identity.PublicKey;
import org.jspecify.annotations.Nullable;

/** Those that the coordinator believes to be connected. One thread. */
final class Roll {
  private final List<VirtualAgent> agents = new ArrayList<>();
  private final List<Candidate> candidates = new ArrayList<>();
  private final Map<PublicKey, Integer> places = new HashMap<>();

  void add(VirtualAgent agent) {
    if (places.putIfAbsent(agent.key, agents.size()) == null) {
      agents.add(agent);
      candidates.add(agent.candidate());
    }
  }

  /** The last one takes its place. */
  void remove(VirtualAgent agent) {
    var place = places.remove(agent.key);
    if (place != null) {
      var last = agents.removeLast();
      var lastCandidate = candidates.removeLast();
      if (!last.equals(agent)) {
        agents.set(place, last);
        candidates.set(place, lastCandidate);
        places.put(last.key, place);
      }
    }
  }

  void changed(VirtualAgent agent) {
    @Nullable Integer place = places.get(agent.key);
    if (place != null) {
      candidates.set(place, agent.candidate());
    }
  }

  List<Candidate> candidates() {
    return Collections.unmodifiableList(candidates);
  }

  VirtualAgent agent(Candidate candidate) {
    return agents.get(places.getOrDefault(candidate.agent(), -1));
  }
}
