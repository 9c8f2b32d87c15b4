package network.lumora.coordinator.registry;

import java.util.LinkedHashMap;
import java.util.Map;
import network.lumora.coordinator.assign.Reputation;
import network.lumora.protocol.identity.PublicKey;

/** What agents have earned by their newest leases, also while they are away. Guarded by Agents. */
final class Reputations {
  /** Some hundred bytes each; the one longest unused begins anew. */
  private static final int MOST = 16_384;

  private final Map<PublicKey, Reputation> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<PublicKey, Reputation> eldest) {
          return size() > MOST;
        }
      };

  Reputation of(PublicKey agent) {
    return known.getOrDefault(agent, Reputation.NEW);
  }

  void add(PublicKey agent, Reputation.Outcome outcome) {
    known.put(agent, of(agent).after(outcome));
  }
}
