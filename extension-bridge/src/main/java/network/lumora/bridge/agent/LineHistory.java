package network.lumora.bridge.agent;

import java.time.Instant;
import java.util.List;
import network.lumora.protocol.units.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What the line carried; where nothing is known there is no bucket.
 *
 * @param capacities what was proven in that time, and what held when it began; oldest first
 */
public record LineHistory(
    List<LineBucket> buckets, List<LineNow.Capacity> capacities, LineKept kept) {
  public LineHistory {
    buckets = List.copyOf(buckets);
    capacities = List.copyOf(capacities);
  }

  /**
   * Bytes of one second, minute or hour.
   *
   * @param seconds of it that are known
   * @param exactSeconds of these that were measured one by one; the rest is its share of a longer
   *     time
   * @param otherSeconds of these in which the interfaces' counters could be read
   * @param otherUp in those seconds, null if there are none
   */
  public record LineBucket(
      Instant start,
      int seconds,
      int exactSeconds,
      Bytes ownUp,
      Bytes ownDown,
      int otherSeconds,
      @Nullable Bytes otherUp,
      @Nullable Bytes otherDown) {}

  /**
   * What is on the disk, and for how long.
   *
   * @param secondsForHours so long each second is kept
   * @param hoursForDays so long each hour is kept
   * @param bytes that all of it takes
   */
  public record LineKept(int secondsForHours, int hoursForDays, Bytes bytes) {}
}
