package network.lumora.agent.policy;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.temporal.ChronoField;
import java.util.Optional;
import java.util.regex.Pattern;
import network.lumora.protocol.units.BytesPerSecond;

/**
 * Hours of one day of the week in which work may run.
 *
 * @param fromMinute of the day, 0 to 1439
 * @param toMinute of the day, after {@code fromMinute}, not included; 1440 is the day's end
 * @param rateUp most then, if it is less than the general limit
 * @param rateDown most then, if it is less than the general limit
 */
public record Slot(
    DayOfWeek day,
    int fromMinute,
    int toMinute,
    Optional<BytesPerSecond> rateUp,
    Optional<BytesPerSecond> rateDown) {
  static final int DAY_MINUTES = 24 * 60;

  private static final Pattern TIME = Pattern.compile("([0-9]{2}):([0-9]{2})");

  public Slot {
    if (fromMinute < 0 || fromMinute >= toMinute || toMinute > DAY_MINUTES) {
      throw new IllegalArgumentException(
          "hours end after they begin and within their day (24:00 is its end), not "
              + shown(fromMinute)
              + " to "
              + shown(toMinute));
    }
    rateUp.ifPresent(rate -> requireRate("up", rate));
    rateDown.ifPresent(rate -> requireRate("down", rate));
  }

  private static void requireRate(String direction, BytesPerSecond rate) {
    if (rate.count() < Limits.MIN_RATE) {
      throw new IllegalArgumentException(
          "the rate %s of hours is left out (the general limit) or at least %d bytes per second, not %d"
              .formatted(direction, Limits.MIN_RATE, rate.count()));
    }
  }

  /** Without rates of its own. */
  public static Slot of(DayOfWeek day, String from, String to) {
    return new Slot(day, minute(from), minute(to), Optional.empty(), Optional.empty());
  }

  /**
   * Minutes since midnight.
   *
   * @param time such as {@code 08:30}; {@code 24:00} is the day's end
   */
  public static int minute(String time) {
    var match = TIME.matcher(time);
    if (match.matches()) {
      int minute = Integer.parseInt(match.group(2));
      int all = Integer.parseInt(match.group(1)) * 60 + minute;
      if (minute < 60 && all <= DAY_MINUTES) {
        return all;
      }
    }
    throw new IllegalArgumentException("expected a time from 00:00 to 24:00, not: " + time);
  }

  /** The words that {@link #minute} reads. */
  public static String shown(int minute) {
    return "%02d:%02d".formatted(minute / 60, minute % 60);
  }

  boolean holdsAt(LocalDateTime local) {
    int minute = local.get(ChronoField.MINUTE_OF_DAY);
    return local.getDayOfWeek() == day && fromMinute <= minute && minute < toMinute;
  }

  int startOfWeekMinute() {
    return (day.getValue() - 1) * DAY_MINUTES + fromMinute;
  }

  int endOfWeekMinute() {
    return (day.getValue() - 1) * DAY_MINUTES + toMinute;
  }
}
