package network.lumora.bridge.agent;

import java.time.Instant;
import java.util.List;
import network.lumora.protocol.units.Bytes;

/** Bytes by time and by whom; where nothing moved there is no bucket. */
public record UsageReport(
    List<UsageBucket> buckets, List<Share> byCoordinator, List<Share> byCategory) {
  public UsageReport {
    buckets = List.copyOf(buckets);
    byCoordinator = List.copyOf(byCoordinator);
    byCategory = List.copyOf(byCategory);
  }

  public record UsageBucket(Instant start, Bytes up, Bytes down) {}

  /**
   * @param key of a coordinator, or a category's name
   */
  public record Share(String key, Bytes up, Bytes down) {}
}
