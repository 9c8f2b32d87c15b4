package network.lumora.agent.policy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import network.lumora.protocol.units.BytesPerSecond;

/**
 * Hours of the week in which work may run, by the clock on the host's wall. Immutable.
 *
 * <p>Hours that the clocks skip do not come; hours that they repeat come twice. Where slots overlap
 * the higher rate holds. Hours are kept while the schedule is not enabled.
 */
public record Schedule(boolean enabled, List<Slot> slots) {
  /** Work may run at any hour. */
  public static final Schedule NONE = new Schedule(false, List.of());

  /** Nine for each day of the week; more is a mistake. */
  public static final int MAX_SLOTS = 64;

  /** Within it every hour of the week has come, though clocks may have skipped it once or twice. */
  private static final Duration HORIZON = Duration.ofDays(22);

  public Schedule {
    slots = List.copyOf(slots);
    if (slots.size() > MAX_SLOTS) {
      throw new IllegalArgumentException(
          "a schedule has at most " + MAX_SLOTS + " slots, not " + slots.size());
    }
  }

  /** Whether work may run, as far as hours are concerned. */
  public boolean isOn(Instant at, ZoneId zone) {
    return !enabled || current(at, zone).findAny().isPresent();
  }

  /**
   * The first moment after {@code now} at which {@link #isOn} answers otherwise, if there is one.
   */
  public Optional<Instant> nextFlip(Instant now, ZoneId zone) {
    boolean isOn = isOn(now, zone);
    var end = now.plus(HORIZON);
    var edge = nextEdge(now, zone);
    while (edge.isPresent() && edge.get().isBefore(end)) {
      if (isOn(edge.get(), zone) != isOn) {
        return edge;
      }
      edge = nextEdge(edge.get(), zone);
    }
    return Optional.empty();
  }

  /** The first moment after {@code now} at which hours or rates may change. */
  Optional<Instant> nextEdge(Instant now, ZoneId zone) {
    if (!enabled || slots.isEmpty()) {
      return Optional.empty();
    }
    var offset = zone.getRules().getOffset(now);
    var onTheWall = nextOnTheWall(LocalDateTime.ofInstant(now, zone)).toInstant(offset);
    var clocksChange = zone.getRules().nextTransition(now);
    return clocksChange != null && clocksChange.getInstant().isBefore(onTheWall)
        ? Optional.of(clocksChange.getInstant())
        : Optional.of(onTheWall);
  }

  private LocalDateTime nextOnTheWall(LocalDateTime local) {
    var monday =
        local.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).with(LocalTime.MIDNIGHT);
    int next =
        edges()
            .filter(minute -> monday.plusMinutes(minute).isAfter(local))
            .min()
            .orElseGet(() -> 7 * Slot.DAY_MINUTES + edges().min().orElse(0));
    return monday.plusMinutes(next);
  }

  private IntStream edges() {
    return slots.stream()
        .flatMapToInt(slot -> IntStream.of(slot.startOfWeekMinute(), slot.endOfWeekMinute()));
  }

  /**
   * Whether some of that hour may be used, were the schedule enabled.
   *
   * @param hour 0 to 23
   */
  public boolean hasHour(DayOfWeek day, int hour) {
    return slots.stream()
        .anyMatch(
            slot ->
                slot.day() == day
                    && slot.fromMinute() < (hour + 1) * 60
                    && slot.toMinute() > hour * 60);
  }

  /** The rates then: at most the general ones. */
  Rates rates(Rates general, Instant at, ZoneId zone) {
    if (!enabled) {
      return general;
    }
    return new Rates(
        highest(general.up(), Slot::rateUp, at, zone),
        highest(general.down(), Slot::rateDown, at, zone));
  }

  private BytesPerSecond highest(
      BytesPerSecond general,
      Function<Slot, Optional<BytesPerSecond>> rate,
      Instant at,
      ZoneId zone) {
    var rates = current(at, zone).map(rate).toList();
    if (rates.isEmpty() || rates.stream().anyMatch(Optional::isEmpty)) {
      return general;
    }
    var highest = rates.stream().flatMap(Optional::stream).max(BytesPerSecond::compareTo);
    return Rates.lower(general, highest.orElse(general));
  }

  private Stream<Slot> current(Instant at, ZoneId zone) {
    var local = LocalDateTime.ofInstant(at, zone);
    return slots.stream().filter(slot -> slot.holdsAt(local));
  }
}
