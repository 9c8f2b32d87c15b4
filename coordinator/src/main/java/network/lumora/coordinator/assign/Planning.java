package network.lumora.coordinator.assign;

import network.lumora.protocol.units.BytesPerSecond;

/**
 * How much of an agent's bandwidth is planned, so that what comes unforeseen finds room.
 *
 * @param share of the usable bandwidth that may be planned, above 0 and at most 1
 * @param perTask bandwidth that one task is reckoned with
 */
public record Planning(double share, BytesPerSecond perTask) {

  public Planning {
    if (!(share > 0 && share <= 1) || perTask.count() == 0) {
      throw new IllegalArgumentException("a part of the bandwidth, and some for each task");
    }
  }

  /** Tasks that so much bandwidth carries at once: {@code share·usable/perTask}, rounded down. */
  public long tasks(BytesPerSecond usable) {
    return (long) Math.floor(share * usable.count() / perTask.count());
  }

  /** How many more are within the plan. The first always is: slow lines get work too. */
  public long room(Candidate candidate) {
    return Math.max(1, tasks(candidate.free())) - candidate.busy();
  }
}
