package network.lumora.agent.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import network.lumora.protocol.units.BytesPerSecond;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static Schedule on(Slot... slots) {
    return new Schedule(true, List.of(slots));
  }

  @Test
  void hoursThatTheClocksSkipDoNotCome() {
    var schedule = on(Slot.of(DayOfWeek.SUNDAY, "02:10", "02:50"));

    assertThat(schedule.nextFlip(Instant.parse("2026-03-25T00:00:00Z"), BERLIN))
        .hasValue(Instant.parse("2026-04-05T00:10:00Z"));
  }

  @Test
  void hoursAcrossASkipBeginAndEndByTheWallClock() {
    var schedule = on(Slot.of(DayOfWeek.SUNDAY, "02:30", "03:30"));
    var change = Instant.parse("2026-03-29T01:00:00Z");

    assertThat(schedule.nextFlip(change.minusSeconds(3_600), BERLIN)).hasValue(change);
    assertThat(schedule.nextFlip(change, BERLIN)).hasValue(Instant.parse("2026-03-29T01:30:00Z"));
  }

  @Test
  void hoursThatTheClocksRepeatComeTwice() {
    var schedule = on(Slot.of(DayOfWeek.SUNDAY, "02:00", "03:00"));
    var begin = Instant.parse("2026-10-25T00:00:00Z");

    assertThat(schedule.nextFlip(begin.minusSeconds(60), BERLIN)).hasValue(begin);
    assertThat(schedule.nextFlip(begin, BERLIN)).hasValue(begin.plus(Duration.ofHours(2)));
  }

  @Test
  void aDayEndsAtTwentyFourAndTheNextMayGoOn() {
    var schedule =
        on(
            Slot.of(DayOfWeek.MONDAY, "22:00", "24:00"),
            Slot.of(DayOfWeek.TUESDAY, "00:00", "06:00"));
    var monday = Instant.parse("2026-11-23T22:00:00Z");

    assertThat(schedule.nextFlip(monday, ZoneOffset.UTC))
        .hasValue(Instant.parse("2026-11-24T06:00:00Z"));
  }

  @Test
  void hoursAreKeptWhileTheScheduleIsOff() {
    var schedule = new Schedule(false, List.of(Slot.of(DayOfWeek.MONDAY, "22:00", "24:00")));

    assertThat(schedule.isOn(Instant.EPOCH, ZoneOffset.UTC)).isTrue();
    assertThat(schedule.nextFlip(Instant.EPOCH, ZoneOffset.UTC)).isEmpty();
    assertThat(schedule.slots()).hasSize(1);
  }

  @Test
  void withoutHoursNothingRunsAndWithAllHoursAlways() {
    assertThat(on().isOn(Instant.EPOCH, BERLIN)).isFalse();
    assertThat(on().nextFlip(Instant.EPOCH, BERLIN)).isEmpty();
    var all = new ArrayList<Slot>();
    for (var day : DayOfWeek.values()) {
      all.add(Slot.of(day, "00:00", "24:00"));
    }
    var always = new Schedule(true, all);
    assertThat(always.isOn(Instant.EPOCH, BERLIN)).isTrue();
    assertThat(always.nextFlip(Instant.parse("2026-10-24T00:00:00Z"), BERLIN)).isEmpty();
  }

  @Test
  void whereSlotsOverlapTheHigherRateHolds() {
    var general = new Rates(new BytesPerSecond(5_000), new BytesPerSecond(0));
    var slow = slot(2_000, 3_000);
    var faster = slot(9_000, 4_000);
    var at = Instant.parse("2026-11-23T12:00:00Z");

    assertThat(on(slow).rates(general, at, ZoneOffset.UTC))
        .isEqualTo(new Rates(new BytesPerSecond(2_000), new BytesPerSecond(3_000)));
    assertThat(on(slow, faster).rates(general, at, ZoneOffset.UTC))
        .isEqualTo(new Rates(new BytesPerSecond(5_000), new BytesPerSecond(4_000)));
    assertThat(
            on(slow, Slot.of(DayOfWeek.MONDAY, "00:00", "24:00"))
                .rates(general, at, ZoneOffset.UTC))
        .isEqualTo(general);
  }

  private static Slot slot(long up, long down) {
    return new Slot(
        DayOfWeek.MONDAY,
        0,
        Slot.DAY_MINUTES,
        Optional.of(new BytesPerSecond(up)),
        Optional.of(new BytesPerSecond(down)));
  }

  @Test
  void hoursOutOfRangeAreRefusedInWords() {
    assertThatThrownBy(() -> Slot.of(DayOfWeek.MONDAY, "22:00", "06:00"))
        .hasMessageContaining("hours end after they begin")
        .hasMessageContaining("22:00 to 06:00");
    assertThatThrownBy(() -> Slot.of(DayOfWeek.MONDAY, "9:00", "10:00"))
        .hasMessageContaining("expected a time from 00:00 to 24:00");
    assertThatThrownBy(() -> Slot.of(DayOfWeek.MONDAY, "00:00", "24:01"))
        .hasMessageContaining("24:01");
    assertThatThrownBy(() -> slot(10, 2_000)).hasMessageContaining("at least 1000");
  }

  /** Every change of the clocks of every zone in eleven years, minute by minute around it. */
  @Test
  void nextFlipIsTheFirstMinuteThatDiffersInEveryZone() {
    var policies = new RandomPolicies(20261122);
    var begin = Instant.parse("2020-01-01T00:00:00Z");
    var end = Instant.parse("2031-01-01T00:00:00Z");
    for (var id : new TreeSet<>(ZoneId.getAvailableZoneIds())) {
      var zone = ZoneId.of(id);
      var change = zone.getRules().nextTransition(begin);
      while (change != null && change.getInstant().isBefore(end)) {
        assertAgreesWithMinutes(policies.schedule(), zone, change.getInstant());
        change = zone.getRules().nextTransition(change.getInstant());
      }
    }
  }

  @Test
  void nextFlipIsTheFirstMinuteThatDiffersAtAnyTime() {
    var policies = new RandomPolicies(7);
    for (int round = 0; round < 500; round++) {
      var zone = policies.zone();
      var at = policies.instant(zone);
      assertAgreesWithMinutes(
          policies.schedule(), zone, Instant.ofEpochSecond(at.getEpochSecond() / 60 * 60));
    }
  }

  /** From a day before to a day after: the flips, and with them the time that is on. */
  private static void assertAgreesWithMinutes(Schedule schedule, ZoneId zone, Instant middle) {
    var begin = middle.minus(Duration.ofHours(26));
    var end = middle.plus(Duration.ofHours(26));
    var flips = new ArrayList<Instant>();
    for (var flip = schedule.nextFlip(begin, zone);
        flip.isPresent() && flip.get().isBefore(end);
        flip = schedule.nextFlip(flip.get(), zone)) {
      flips.add(flip.get());
    }
    assertThat(flips)
        .as("%s in %s around %s", schedule, zone, middle)
        .isEqualTo(flipsByMinutes(schedule, zone, begin, end));
  }

  private static List<Instant> flipsByMinutes(
      Schedule schedule, ZoneId zone, Instant begin, Instant end) {
    var flips = new ArrayList<Instant>();
    boolean before = isOnByTheWall(schedule, zone, begin);
    for (var at = begin.plusSeconds(60); at.isBefore(end); at = at.plusSeconds(60)) {
      boolean now = isOnByTheWall(schedule, zone, at);
      if (now != before) {
        flips.add(at);
      }
      before = now;
    }
    return flips;
  }

  /** Straight from the meaning of the words. */
  private static boolean isOnByTheWall(Schedule schedule, ZoneId zone, Instant at) {
    if (!schedule.enabled()) {
      return true;
    }
    var wall = at.atZone(zone);
    int minute = wall.getHour() * 60 + wall.getMinute();
    for (var slot : schedule.slots()) {
      if (slot.day() == wall.getDayOfWeek()
          && minute >= slot.fromMinute()
          && minute < slot.toMinute()) {
        return true;
      }
    }
    return false;
  }
}
