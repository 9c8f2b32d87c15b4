package network.lumora.agent.work;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** The tasks under way, as many as there are slots. Thread-safe. */
final class Tasks {
  private final Map<String, Running> byLease = new ConcurrentHashMap<>();

  void add(Running task) {
    byLease.put(task.lease().leaseId(), task);
  }

  void remove(Running task) {
    byLease.remove(task.lease().leaseId());
  }

  int count() {
    return byLease.size();
  }

  List<String> leases() {
    return List.copyOf(byLease.keySet());
  }

  /** The oldest first. */
  List<Underway> underway() {
    return byLease.values().stream()
        .map(Running::view)
        .sorted(Comparator.comparing(Underway::since))
        .toList();
  }

  void cancel(String leaseId) {
    var task = byLease.get(leaseId);
    if (task != null) {
      task.cancel();
    }
  }

  /** Stops those that are still fetching. */
  void stopIf(Predicate<Running> unwanted) {
    byLease.values().stream()
        .filter(task -> !task.isStoring() && unwanted.test(task))
        .forEach(Running::interrupt);
  }

  /** Ends all, each waited for this long. */
  void end(long waitMillis) throws InterruptedException {
    for (var task : List.copyOf(byLease.values())) {
      task.end(waitMillis);
    }
  }
}
