package network.lumora.agent.policy;

import java.time.LocalDate;

/** The host's month of account. */
public record Month(LocalDate first, LocalDate next) {
  /** The one that {@code day} is in, where months start on {@code startsOn}, 1 to 28. */
  public static Month of(LocalDate day, int startsOn) {
    var start = day.withDayOfMonth(startsOn);
    var first = start.isAfter(day) ? start.minusMonths(1) : start;
    return new Month(first, first.plusMonths(1));
  }
}
