package network.lumora.coordinator.assign;

import java.time.Instant;
import java.util.Optional;

/**
 * When a task should be over: the earliest goes first.
 *
 * <p>A deadline counts, and so does the patience of its urgency, whichever ends first. So urgent
 * tasks overtake others, and yet each task becomes the first in time.
 */
public record Due(Instant at, Instant since) implements Comparable<Due> {

  public static Due of(Urgency urgency, Optional<Instant> deadline, Instant since) {
    var content = since.plus(urgency.patience());
    return new Due(deadline.filter(end -> end.isBefore(content)).orElse(content), since);
  }

  @Override
  public int compareTo(Due other) {
    int byDue = at.compareTo(other.at);
    return byDue != 0 ? byDue : since.compareTo(other.since);
  }
}
