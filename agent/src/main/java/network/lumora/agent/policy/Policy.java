package network.lumora.agent.policy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The one judgement of settings against conditions, for the running agent and for previews. */
public final class Policy {
  /** Each step passes the end of a reason; two or three are usual. */
  private static final int MAX_STEPS = 64;

  private Policy() {}

  public static Verdict judge(Settings settings, Conditions conditions) {
    var reasons = Reasons.of(settings, conditions);
    var now = conditions.now();
    return new Verdict(
        reasons,
        nextChange(settings, conditions, reasons),
        settings.schedule().rates(settings.rates(), now, conditions.zone()),
        holdsUntil(settings, conditions, reasons));
  }

  private static Optional<Instant> nextChange(
      Settings settings, Conditions conditions, List<Reason> reasons) {
    return holds(reasons).findAny().isEmpty()
        ? settings.schedule().nextFlip(conditions.now(), conditions.zone())
        : nextRun(settings, conditions, reasons);
  }

  /** Nothing runs before the last of the present reasons ends; then there may be another. */
  private static Optional<Instant> nextRun(
      Settings settings, Conditions conditions, List<Reason> present) {
    var reasons = present;
    for (int step = 0; step < MAX_STEPS; step++) {
      if (holds(reasons).anyMatch(reason -> reason.until().isEmpty())) {
        return Optional.empty();
      }
      var end = holds(reasons).flatMap(reason -> reason.until().stream()).max(Instant::compareTo);
      reasons = Reasons.of(settings, conditions.at(end.orElseThrow()));
      if (holds(reasons).findAny().isEmpty()) {
        return end;
      }
    }
    return Optional.empty();
  }

  private static Stream<Reason> holds(List<Reason> reasons) {
    return reasons.stream().filter(reason -> reason.code().permission() != Permission.RUN);
  }

  private static Instant holdsUntil(
      Settings settings, Conditions conditions, List<Reason> reasons) {
    var zone = conditions.zone();
    var used = conditions.used();
    var ends = reasons.stream().flatMap(reason -> reason.until().stream());
    var calendar = Stream.of(used.dayEnds(zone), used.monthEnds(zone, settings.monthStartsOn()));
    var hours = settings.schedule().nextEdge(conditions.now(), zone).stream();
    return Stream.of(ends, calendar, hours)
        .flatMap(moments -> moments)
        .filter(conditions.now()::isBefore)
        .min(Instant::compareTo)
        .orElse(Instant.MAX);
  }
}
