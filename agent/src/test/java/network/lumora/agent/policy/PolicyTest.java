package network.lumora.agent.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PolicyTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private static Conditions conditions(Surroundings surroundings) {
    return new Conditions(
        NOW,
        ZoneOffset.UTC,
        new Used(LocalDate.parse("2026-11-22"), Moved.NOTHING, Moved.NOTHING, 0),
        Optional.empty(),
        surroundings,
        Optional.empty(),
        Connection.CONNECTED);
  }

  private static Settings idle(Idle idle) {
    var usual = Settings.STANDARD;
    return new Settings(
        usual.limits(),
        usual.monthStartsOn(),
        usual.schedule(),
        idle,
        usual.pauseOnBattery(),
        usual.pauseOnMetered(),
        usual.metered(),
        usual.retentionDays());
  }

  private static final Settings HINTS = idle(new Idle(false, 5, true, OptionalLong.empty()));
  private static final Settings IDLE = idle(new Idle(true, 5, true, OptionalLong.empty()));

  private static Surroundings active(Activity.Kind kind, Instant until) {
    return Surroundings.UNKNOWN.withActivity(
        new Activity(Map.of(kind, until), new Activity.Presence.Unknown()));
  }

  private static Verdict judge(Settings settings, Surroundings surroundings) {
    return Policy.judge(settings, conditions(surroundings));
  }

  @Test
  void everyVerdictHasAReason() {
    assertThat(judge(Settings.STANDARD, Surroundings.UNKNOWN).explanation())
        .isEqualTo("ready for work");
  }

  @Test
  void newWorkWaitsWhileTheUserBrowsesAndWhatRunsMayEnd() {
    var verdict = judge(HINTS, active(Activity.Kind.NAVIGATION, NOW.plusSeconds(20)));

    assertThat(verdict.permission()).isEqualTo(Permission.FINISH);
    assertThat(verdict.isFor(ReasonCode.USER_ACTIVE)).isTrue();
    assertThat(verdict.nextChange()).hasValue(NOW.plusSeconds(20));
  }

  @Test
  void aCallStopsEvenWhatRuns() {
    var verdict = judge(HINTS, active(Activity.Kind.CALL, NOW.plusSeconds(20)));

    assertThat(verdict.permission()).isEqualTo(Permission.STOP);
    assertThat(verdict.isFor(ReasonCode.USER_CALL)).isTrue();
  }

  @Test
  void mediaHoldsNewWork() {
    assertThat(judge(HINTS, active(Activity.Kind.MEDIA, NOW.plusSeconds(20))).permission())
        .isEqualTo(Permission.FINISH);
  }

  @Test
  void hintsAreNothingWhenTheyAreOff() {
    for (var kind : Activity.Kind.values()) {
      assertThat(judge(Settings.STANDARD, active(kind, NOW.plusSeconds(20))).mayRun()).isTrue();
    }
  }

  @Test
  void aHintThatIsOverHoldsNothing() {
    for (var kind : Activity.Kind.values()) {
      assertThat(judge(HINTS, active(kind, NOW)).mayRun()).isTrue();
    }
  }

  @Test
  void onlyWhenIdleWaitsForTheMinutesAfterTheLastSign() {
    var verdict = judge(IDLE, active(Activity.Kind.INPUT, NOW.minusSeconds(60)));

    assertThat(verdict.mayRun()).isFalse();
    assertThat(verdict.nextChange()).hasValue(NOW.plusSeconds(240));
  }

  @Test
  void onlyWhenIdleHeedsTheDesktopWithoutHints() {
    var onlyIdle = idle(new Idle(true, 5, false, OptionalLong.empty()));

    assertThat(judge(onlyIdle, present(new Activity.Presence.Here())).nextChange()).isEmpty();
    assertThat(judge(onlyIdle, present(new Activity.Presence.Here())).mayRun()).isFalse();
    assertThat(
            judge(onlyIdle, present(new Activity.Presence.AwaySince(NOW.minusSeconds(299))))
                .nextChange())
        .hasValue(NOW.plusSeconds(1));
    assertThat(
            judge(onlyIdle, present(new Activity.Presence.AwaySince(NOW.minusSeconds(300))))
                .mayRun())
        .isTrue();
  }

  private static Surroundings present(Activity.Presence presence) {
    return Surroundings.UNKNOWN.withActivity(new Activity(Map.of(), presence));
  }

  @Test
  void onlyWhenIdleSaysSoIfNobodyCanTell() {
    var verdict = judge(IDLE, Surroundings.UNKNOWN);

    assertThat(verdict.mayRun()).isFalse();
    assertThat(verdict.explanation()).contains("neither the desktop nor a browser tells");
  }

  @Test
  void aBusyLineHoldsNewWorkUntilItHasBeenQuiet() {
    var settings = idle(new Idle(false, 5, false, OptionalLong.of(100_000)));
    var line = Optional.of(new LineUse(100_001, NOW.plusSeconds(30)));

    assertThat(judge(settings, Surroundings.UNKNOWN.withLine(line)).nextChange())
        .hasValue(NOW.plusSeconds(30));
    assertThat(judge(Settings.STANDARD, Surroundings.UNKNOWN.withLine(line)).mayRun()).isTrue();
  }

  @Test
  void theHostKnowsBetterWhetherTheLineIsMetered() {
    var told = Surroundings.UNKNOWN.withMetered(Metered.YES);

    assertThat(judge(Settings.STANDARD, told).isFor(ReasonCode.METERED)).isTrue();
    assertThat(MeteredChoice.NO.over(Metered.YES)).isEqualTo(Metered.NO);
    assertThat(MeteredChoice.YES.over(Metered.UNKNOWN)).isEqualTo(Metered.YES);
  }

  @Test
  void whatIsUnknownHoldsNothing() {
    assertThat(judge(Settings.STANDARD, Surroundings.UNKNOWN.withMetered(Metered.UNKNOWN)).mayRun())
        .isTrue();
  }

  /** The promise of nextChange and holdsUntil, with random settings and conditions. */
  @Test
  void nextChangeIsTheTrueFirstMomentOfChange() {
    var policies = new RandomPolicies(20261122);
    for (int round = 0; round < 3_000; round++) {
      var settings = policies.settings();
      var conditions = policies.conditions();
      assertNextChangeIsTrue(settings, conditions);
    }
  }

  private static void assertNextChangeIsTrue(Settings settings, Conditions conditions) {
    var now = Policy.judge(settings, conditions);
    var end = conditions.now().plus(Duration.ofDays(9));
    var at = conditions.now();
    var verdict = now;
    while (at.isBefore(end) && verdict.mayRun() == now.mayRun()) {
      var next = verdict.holdsUntil();
      assertNothingChangesBetween(settings, conditions, verdict, at, next);
      if (next.equals(Instant.MAX)) {
        assertThat(now.nextChange()).isEmpty();
        return;
      }
      at = next;
      verdict = Policy.judge(settings, conditions.at(at));
    }
    if (verdict.mayRun() != now.mayRun()) {
      assertThat(now.nextChange()).as("%s %s", settings, conditions).hasValue(at);
    } else {
      now.nextChange().ifPresent(change -> assertThat(change).isAfterOrEqualTo(end));
    }
  }

  private static void assertNothingChangesBetween(
      Settings settings, Conditions conditions, Verdict verdict, Instant from, Instant to) {
    var last = to.equals(Instant.MAX) ? from.plus(Duration.ofDays(30)) : to;
    long seconds = Duration.between(from, last).toSeconds();
    for (int part = 1; part <= 5; part++) {
      var between = from.plusSeconds(seconds * part / 5);
      if (between.isBefore(last)) {
        var there = Policy.judge(settings, conditions.at(between));
        assertThat(there.reasons()).isEqualTo(verdict.reasons());
        assertThat(there.rates()).isEqualTo(verdict.rates());
        assertThat(there.nextChange()).isEqualTo(verdict.nextChange());
      }
    }
  }
}
