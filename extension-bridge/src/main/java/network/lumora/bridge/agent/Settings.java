package network.lumora.bridge.agent;

import java.time.DayOfWeek;
import java.util.List;
import java.util.regex.Pattern;
import network.lumora.protocol.units.BytesPerSecond;
import org.jspecify.annotations.Nullable;

/**
 * Everything the host sets but the rules.
 *
 * @param monthStartsOn 1 to 28
 * @param relay null leaves it as it is, when it is set
 */
public record Settings(
    LimitsInForce limits,
    int monthStartsOn,
    Schedule schedule,
    Idle idle,
    Power power,
    Network network,
    Journal journal,
    @Nullable Relay relay) {

  public Settings {
    requireRange("monthStartsOn", monthStartsOn, 1, 28);
  }

  /** Of those who do not speak of relays. */
  public Settings(
      LimitsInForce limits,
      int monthStartsOn,
      Schedule schedule,
      Idle idle,
      Power power,
      Network network,
      Journal journal) {
    this(limits, monthStartsOn, schedule, idle, power, network, journal, null);
  }

  /**
   * What this machine carries for others; each is agreed to by itself.
   *
   * @param parties sealed bytes between two members of the network
   * @param destinations for the owners of sites, to these sites
   */
  public record Relay(boolean parties, boolean destinations) {}

  /** Hours of the week in which work may run; the slots stay while it is off. */
  public record Schedule(boolean enabled, List<Slot> slots) {
    /** Nine a day; a grid of hours merges to fewer. */
    public static final int MAX_SLOTS = 64;

    public Schedule {
      slots = List.copyOf(slots);
      requireRange("the number of slots", slots.size(), 0, MAX_SLOTS);
    }
  }

  /**
   * Hours of one day, by the host's own clock.
   *
   * @param from {@code HH:MM}
   * @param to after {@code from}; {@code 24:00} is the end of the day
   * @param rateUp null is the general limit, else at most that
   * @param rateDown as {@code rateUp}
   */
  public record Slot(
      DayOfWeek day,
      String from,
      String to,
      @Nullable BytesPerSecond rateUp,
      @Nullable BytesPerSecond rateDown) {
    private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]|24:00");

    public Slot {
      requireTime(from);
      requireTime(to);
      if (from.compareTo(to) >= 0) {
        throw new IllegalArgumentException("a slot ends after it begins, not " + from + "-" + to);
      }
    }

    private static void requireTime(String text) {
      if (!TIME.matcher(text).matches()) {
        throw new IllegalArgumentException("a time of day is 00:00 to 24:00, as 08:30");
      }
    }
  }

  /**
   * Work waits for the user.
   *
   * @param idleMinutes without input before the user counts as away, 1 to 60
   * @param hints whether activity in the browser is listened to
   * @param lineBusyBytesPerSecond work waits while the line moves more beside our own; null never
   */
  public record Idle(
      boolean onlyWhenIdle,
      int idleMinutes,
      boolean hints,
      @Nullable BytesPerSecond lineBusyBytesPerSecond) {
    public Idle {
      requireRange("idleMinutes", idleMinutes, 1, 60);
    }
  }

  public record Power(boolean pauseOnBattery) {}

  public record Network(boolean pauseOnMetered, Metered metered) {}

  /** Whether the line is paid by the byte: as the system tells, or as the host says. */
  public enum Metered {
    AUTO,
    YES,
    NO
  }

  /**
   * @param retentionDays 0 keeps no rows, at most 3650
   */
  public record Journal(int retentionDays) {
    public Journal {
      requireRange("retentionDays", retentionDays, 0, 3650);
    }
  }

  private static void requireRange(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s is %d to %d, not %d".formatted(name, least, most, value));
    }
  }
}
