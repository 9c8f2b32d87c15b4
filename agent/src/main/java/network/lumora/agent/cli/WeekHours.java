package network.lumora.agent.cli;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import network.lumora.bridge.agent.Settings.Slot;
import network.lumora.protocol.units.BytesPerSecond;
import org.jspecify.annotations.Nullable;

/** Hours of the week as people write them: {@code mon-fri 22:00-06:00}. */
final class WeekHours {
  private static final String MIDNIGHT = "00:00";
  private static final String DAYS_END = "24:00";
  private static final Pattern TIMES = Pattern.compile("([0-9]{2}:[0-9]{2})-([0-9]{2}:[0-9]{2})");

  private final @Nullable BytesPerSecond rateUp;
  private final @Nullable BytesPerSecond rateDown;

  /**
   * @param rateUp of all of them, null for the general limit
   */
  WeekHours(@Nullable BytesPerSecond rateUp, @Nullable BytesPerSecond rateDown) {
    this.rateUp = rateUp;
    this.rateDown = rateDown;
  }

  /**
   * Days and times in turn; times that pass midnight go on in the next day.
   *
   * @param words such as {@code mon-fri}, {@code 22:00-06:00}, {@code sat,sun}, {@code all}
   */
  List<Slot> read(List<String> words) {
    if (words.isEmpty() || words.size() % 2 != 0) {
      throw new IllegalArgumentException(
          "expected days and hours in turn, such as: mon-fri 22:00-06:00 sat,sun all");
    }
    var slots = new ArrayList<Slot>();
    for (int i = 0; i < words.size(); i += 2) {
      for (var day : days(words.get(i))) {
        add(slots, day, words.get(i + 1));
      }
    }
    return slots;
  }

  private void add(List<Slot> slots, DayOfWeek day, String hours) {
    if (hours.equalsIgnoreCase("all")) {
      slots.add(slot(day, MIDNIGHT, DAYS_END));
      return;
    }
    var match = TIMES.matcher(hours);
    if (!match.matches()) {
      throw new IllegalArgumentException(
          "expected hours such as 22:00-06:00, 08:30-24:00 or all, not: " + hours);
    }
    var from = match.group(1);
    var to = match.group(2);
    if (from.compareTo(to) < 0) {
      slots.add(slot(day, from, to));
    } else {
      slots.add(slot(day, from, DAYS_END));
      if (!to.equals(MIDNIGHT)) {
        slots.add(slot(day.plus(1), MIDNIGHT, to));
      }
    }
  }

  private Slot slot(DayOfWeek day, String from, String to) {
    return new Slot(day, from, to, rateUp, rateDown);
  }

  private static List<DayOfWeek> days(String text) {
    if (text.equalsIgnoreCase("daily")) {
      return List.of(DayOfWeek.values());
    }
    var days = new ArrayList<DayOfWeek>();
    for (var part : text.split(",", -1)) {
      var ends = part.split("-", -1);
      if (ends.length > 2) {
        throw noDay(part);
      }
      days.addAll(range(day(ends[0]), day(ends[ends.length - 1])));
    }
    return days;
  }

  /** Also over the week's end: {@code sat-mon}. */
  private static List<DayOfWeek> range(DayOfWeek first, DayOfWeek last) {
    int more = Math.floorMod(last.getValue() - first.getValue(), 7);
    return IntStream.rangeClosed(0, more).mapToObj(first::plus).toList();
  }

  private static DayOfWeek day(String text) {
    var wanted = text.strip().toUpperCase(Locale.ROOT);
    for (var day : DayOfWeek.values()) {
      if (wanted.length() >= 3 && day.name().startsWith(wanted)) {
        return day;
      }
    }
    throw noDay(text);
  }

  private static IllegalArgumentException noDay(String text) {
    return new IllegalArgumentException(
        "expected a day such as mon, mon-fri, sat,sun or daily, not: " + text);
  }
}
