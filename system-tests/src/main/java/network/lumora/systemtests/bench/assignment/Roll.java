package network.lumora.systemtests.bench.assignment;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import network.lumora.coordinator.assign.Candidate;
import network.lumora.coordinator.assign.Pool;
import network.lumora.protocol.identity.PublicKey;

/** Those that the coordinator believes to be connected. One thread. */
final class Roll {
  private final Map<PublicKey, VirtualAgent> agents = new HashMap<>();
  private final Pool pool;

  Roll(Pool pool) {
    this.pool = pool;
  }

  void add(VirtualAgent agent) {
    agents.put(agent.key, agent);
    changed(agent);
  }

  void remove(VirtualAgent agent) {
    agents.remove(agent.key);
    pool.remove(agent.key);
  }

  void changed(VirtualAgent agent) {
    if (agents.containsKey(agent.key)) {
      pool.put(agent.candidate());
    }
  }

  Pool pool() {
    return pool;
  }

  VirtualAgent agent(Candidate candidate) {
    return Objects.requireNonNull(agents.get(candidate.agent()));
  }
}
