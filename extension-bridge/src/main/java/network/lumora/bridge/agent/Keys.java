package network.lumora.bridge.agent;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys that receipts are verified with. */
public record Keys(String agent, List<CoordinatorKey> coordinators) {
  public Keys {
    coordinators = List.copyOf(coordinators);
  }

  /**
   * @param logOrigin the first line of its checkpoints, null if none was seen
   */
  public record CoordinatorKey(String key, String address, @Nullable String logOrigin) {}
}
