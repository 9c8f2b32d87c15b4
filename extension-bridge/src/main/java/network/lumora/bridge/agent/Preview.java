package network.lumora.bridge.agent;

import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether work would run, and why.
 *
 * @param week each hour by the schedule, null if there is none
 */
public record Preview(
    boolean wouldRun,
    List<Reason> reasons,
    @Nullable Instant nextChange,
    Rates rate,
    Instant at,
    @Nullable List<WeekHour> week) {
  public Preview {
    reasons = List.copyOf(reasons);
    week = week == null ? null : List.copyOf(week);
  }

  /**
   * @param hour 0 to 23
   * @param runs whether some of it may be used
   */
  public record WeekHour(DayOfWeek day, int hour, boolean runs) {}
}
