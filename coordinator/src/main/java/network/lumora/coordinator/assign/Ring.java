package network.lumora.coordinator.assign;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import network.lumora.protocol.identity.PublicKey;
import org.jspecify.annotations.Nullable;

/** Candidates by number and by key; each change takes the same short time. One thread. */
final class Ring {
  private final List<Candidate> candidates = new ArrayList<>();
  private final Map<PublicKey, Integer> numbers = new HashMap<>();

  void put(Candidate candidate) {
    @Nullable Integer number = numbers.putIfAbsent(candidate.agent(), candidates.size());
    if (number == null) {
      candidates.add(candidate);
    } else {
      candidates.set(number, candidate);
    }
  }

  /** The last one takes its number. */
  void remove(PublicKey agent) {
    @Nullable Integer number = numbers.remove(agent);
    if (number != null) {
      var last = candidates.removeLast();
      if (!last.agent().equals(agent)) {
        candidates.set(number, last);
        numbers.put(last.agent(), number);
      }
    }
  }

  boolean isEmpty() {
    return candidates.isEmpty();
  }

  int size() {
    return candidates.size();
  }

  Candidate get(int number) {
    return candidates.get(number);
  }

  List<Candidate> all() {
    return Collections.unmodifiableList(candidates);
  }
}
