package network.lumora.coordinator.lease;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import network.lumora.coordinator.book.Task;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.TaskId;

/**
 * Pages that have an agent while the book still says that they wait. For one thread; holds as many
 * as {@link Issuer} takes.
 */
final class InHand {
  private final Set<TaskId> tasks = new HashSet<>();
  private final Map<PublicKey, Integer> byConsumer = new HashMap<>();

  void add(Match match) {
    if (tasks.add(match.task())) {
      byConsumer.merge(match.consumer(), 1, Integer::sum);
    }
  }

  void remove(Match match) {
    if (tasks.remove(match.task())) {
      byConsumer.computeIfPresent(
          match.consumer(), (consumer, count) -> count == 1 ? null : count - 1);
    }
  }

  boolean isFree(Task task) {
    return !tasks.contains(task.id());
  }

  int of(PublicKey consumer) {
    return byConsumer.getOrDefault(consumer, 0);
  }

  int size() {
    return tasks.size();
  }
}
