package network.lumora.agent.relay;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import network.lumora.protocol.envelope.Envelope;

/**
 * The newest receipts that were told to the coordinator, until the public log holds them: a
 * connection may be lost after they were sent and before they came. For one thread.
 */
final class UnloggedReceipts {
  /** Some kilobyte each; the payers of those that are forgotten bring them too. */
  static final int MAX = 1_024;

  private record Told(long sequence, Envelope receipt) {}

  private final Map<String, Told> newest =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Told> eldest) {
          return size() > MAX;
        }
      };

  void told(String grantId, long sequence, Envelope receipt) {
    newest.put(grantId, new Told(sequence, receipt));
  }

  /** It is in the log up to this receipt. */
  void logged(String grantId, long sequence) {
    newest.computeIfPresent(grantId, (_, told) -> told.sequence <= sequence ? null : told);
  }

  List<Envelope> all() {
    return newest.values().stream().map(Told::receipt).toList();
  }
}
