package network.lumora.systemtests.bench.bandwidth;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import network.lumora.proof.line.JointChallenge.Verdict;
import network.lumora.protocol.units.BytesPerSecond;
import network.lumora.systemtests.bed.Line;
import network.lumora.systemtests.bench.bandwidth.challenge.Challenge.Outcome;
import network.lumora.systemtests.bench.bandwidth.challenge.Guessing;
import network.lumora.systemtests.bench.bandwidth.challenge.Identities;
import network.lumora.systemtests.bench.bandwidth.challenge.Panel;
import network.lumora.systemtests.bench.bandwidth.challenge.Trial;
import network.lumora.systemtests.bench.bandwidth.challenge.Way;

/** Rows T1 to T9: every line is laid once and challenged honestly and dishonestly. */
final class Challenging {
  /** Beyond them figures are reported as they are. */
  private static final int JUDGED_MEGABITS = 100;

  private static final int[] MEGABITS = {5, 10, 25, 50, 100, 250, 500};

  /** Challengers are drawn from the neighbourhood: at most 8 ms away, 2 ms for fast lines. */
  private static final Duration NEAR = Duration.ofMillis(8);

  private static final Duration VERY_NEAR = Duration.ofMillis(2);
  private static final int GUESSES = 100_000;
  private static final int MOST_IDENTITIES = 8;
  private static final int LEAST_ATTACKED = 10;

  /** A joint challenge of many keeps both processors of a small computer busy. */
  private static final Line IDENTITIES = line(20, NEAR);

  private final Map<String, Optional<Seen>> seen = new HashMap<>();

  private record Seen(
      Line line,
      Way way,
      BytesPerSecond truth,
      Outcome first,
      List<Outcome> honest,
      List<Outcome> colluding,
      List<Outcome> attacked) {
    String conditions() {
      return (way == Way.DOWN ? "down, " : "up, ") + line.text();
    }

    boolean isJudged() {
      return megabits() <= JUDGED_MEGABITS;
    }

    long megabits() {
      return line.down().count() / Line.megabits(1).count();
    }

    /** In per cent of the truth. */
    double error(BytesPerSecond value) {
      return 100.0 * value.count() / truth.count() - 100;
    }
  }

  private static Line line(int megabits, Duration roundTrip) {
    return Line.ofMegabits(megabits, megabits).withRoundTrip(roundTrip);
  }

  List<Row> rows() {
    return List.of(
        accuracy("T1", "download: error of the estimate, %", Way.DOWN, T1_PUBLISHED),
        t2(),
        t3(),
        t4(),
        t5(),
        t6(),
        t7(),
        accuracy("T8", "upload: error of the estimate, %", Way.UP, T8_PUBLISHED),
        t9());
  }

  private static final String T1_PUBLISHED =
      "PoB < 5 % at 250 Mbit/s, 4.2–9.9 % Internet; FlashFlow ±11 % at 95 %";
  private static final String T8_PUBLISHED = "PoB's public code: a stub; Helium: self-report";

  /** How a row's figures come about. */
  private interface Measure {
    List<Figure> figures(Beds beds, int runs) throws IOException;
  }

  private record ChallengeRow(
      String id, String what, Target target, String published, Measure measure) implements Row {
    @Override
    public List<Figure> measure(Beds beds, int runs) throws IOException {
      return measure.figures(beds, runs);
    }
  }

  /** A figure of each line in these directions. */
  private Measure each(List<Way> ways, Reading reading) {
    return (beds, runs) -> {
      var figures = new ArrayList<Figure>();
      for (int megabits : MEGABITS) {
        for (var way : ways) {
          see(beds, megabits, way, runs).map(reading::of).ifPresent(figures::addAll);
        }
      }
      return figures;
    };
  }

  private interface Reading {
    List<Figure> of(Seen line);
  }

  private static List<Figure> figure(
      Seen line,
      boolean judged,
      Target target,
      String conditions,
      String unit,
      List<Outcome> outcomes,
      ToDoubleFunction<Outcome> value) {
    if (outcomes.isEmpty()) {
      return List.of();
    }
    var values = outcomes.stream().map(value::applyAsDouble).toList();
    var text = conditions.isEmpty() ? line.conditions() : conditions + ", " + line.conditions();
    return List.of(
        judged ? Figure.judged(target, text, unit, values) : Figure.reported(text, unit, values));
  }

  private Row accuracy(String id, String what, Way way, String published) {
    var target = Target.atMost(1, 3, "median ≤ 1 %, p95 ≤ 3 % for 5–100 Mbit/s");
    return new ChallengeRow(
        id,
        what,
        target,
        published,
        each(
            List.of(way),
            line ->
                figure(
                    line,
                    line.isJudged(),
                    target,
                    "",
                    "%",
                    line.honest(),
                    outcome -> Math.abs(line.error(outcome.estimate())))));
  }

  private static List<Figure> withFirst(List<Figure> renewals, List<Figure> first) {
    var all = new ArrayList<>(renewals);
    all.addAll(first);
    return all;
  }

  private static List<Figure> first(Seen line, String unit, ToDoubleFunction<Outcome> value) {
    var none = Target.atMost(0, 0, "");
    return figure(line, false, none, "first proof", unit, List.of(line.first()), value);
  }

  private Row t2() {
    var target = Target.p95AtMost(0.65, "≤ 0.65 s");
    return new ChallengeRow(
        "T2",
        "duration of one direction, s",
        target,
        "FlashFlow 30 s, RPM ≥ 20 s, ndt7 10 s, Swiftest ~1 s; PoB 0.1 s with a discount",
        each(
            List.of(Way.values()),
            line ->
                withFirst(
                    figure(line, true, target, "", "s", line.honest(), Outcome::seconds),
                    first(line, "s", Outcome::seconds))));
  }

  private Row t3() {
    var text = "≤ 6.5 MB at 500 Mbit/s, ≤ 7.5 at 100, ≤ 4 at 50";
    return new ChallengeRow(
        "T3",
        "bytes of one direction, MB",
        Target.medianAtMost(7.5, text),
        "PoB 6.88 MB at 500; ndt7 ~125 MB at 100; Speedtest 501 MB at 500",
        each(
            List.of(Way.DOWN),
            line ->
                withFirst(
                    figure(
                        line,
                        true,
                        Target.medianAtMost(mostMegabytes(line.megabits()), text),
                        "",
                        "MB",
                        line.honest(),
                        Outcome::megabytes),
                    first(line, "MB", Outcome::megabytes))));
  }

  private static double mostMegabytes(long megabits) {
    if (megabits <= 50) {
      return 4;
    }
    return megabits < 500 ? 7.5 : 6.5;
  }

  private Row t4() {
    var target = Target.medianAtMost(3, "median ≤ 3 %");
    return new ChallengeRow(
        "T4",
        "honest under-report while 40 % bad challengers are tolerated, %",
        target,
        "PoB 28 % at 20 %",
        each(
            List.of(Way.values()),
            line ->
                withFirst(
                    figure(
                        line,
                        true,
                        target,
                        "",
                        "%",
                        line.honest(),
                        outcome -> -line.error(outcome.proven())),
                    first(line, "%", outcome -> -line.error(outcome.proven())))));
  }

  private Row t5() {
    var target = Target.atMost(1, 5, "median ≤ 1 %, inflation ≤ 5 %");
    return new ChallengeRow(
        "T5",
        "2 of 5 challengers collude: inflation, %",
        target,
        "PoB < 1/3 (< 1/2 with timer) with a discount; FlashFlow none",
        each(
            List.of(Way.DOWN),
            line ->
                withFirst(
                    figure(
                        line,
                        line.isJudged(),
                        target,
                        "error of the estimate",
                        "%",
                        line.colluding(),
                        outcome -> Math.abs(line.error(outcome.estimate()))),
                    figure(
                        line,
                        line.isJudged(),
                        target,
                        "inflation of what is proven",
                        "%",
                        line.colluding(),
                        outcome -> line.error(outcome.proven())))));
  }

  private Row t6() {
    var target = Target.always(0, 1.05, "≤ 1.05 for 10–100 Mbit/s");
    return new ChallengeRow(
        "T6",
        "malicious prover, all attacks at once: times the true rate",
        target,
        "FlashFlow 1.33, PeerFlow 4.52, TorFlow 177",
        each(
            List.of(Way.DOWN),
            line ->
                figure(
                    line,
                    line.isJudged() && line.megabits() >= LEAST_ATTACKED,
                    target,
                    "",
                    "×",
                    line.attacked(),
                    outcome -> 1 + line.error(outcome.proven()) / 100)));
  }

  private static Row t7() {
    var target = Target.always(0, 0, "0 (2⁻¹²⁸ each)");
    return new ChallengeRow(
        "T7",
        "answers without the bytes that were accepted, of 100,000",
        target,
        "PoB's public code 2⁻³², 4 random bytes a packet",
        (_, _) ->
            List.of(
                Figure.judged(target, "a guessed transcript", "", new Guessing().taken(GUESSES))));
  }

  private static Row t9() {
    var target = Target.always(99, 100, "≥ 99 % at ≤ 1 % false");
    return new ChallengeRow(
        "T9",
        "2–8 identities on one line found, %",
        target,
        "FlashFlow: proposed; SPARK: a cap for each address group",
        (beds, runs) -> {
          var figures = new ArrayList<>(together(beds, runs, target));
          figures.addAll(apart(beds, runs));
          return figures;
        });
  }

  private static List<Figure> together(Beds beds, int runs, Target target) throws IOException {
    try (var bed = beds.open(IDENTITIES);
        var panel = Panel.open(bed)) {
      var identities = Identities.onOneLine(bed, panel, MOST_IDENTITIES);
      var figures = new ArrayList<Figure>();
      for (int count = 2; count <= MOST_IDENTITIES; count++) {
        double found = share(identities, count, runs, Verdict.ONE_LINE);
        figures.add(
            Figure.judged(
                target,
                "%d on one line, %d runs, %s".formatted(count, runs, IDENTITIES.text()),
                "%",
                found));
      }
      return figures;
    }
  }

  private static List<Figure> apart(Beds beds, int runs) throws IOException {
    var target = Target.always(0, 1, "≤ 1 % false");
    try (var bed = beds.open(IDENTITIES);
        var panel = Panel.open(bed)) {
      var identities = Identities.apart(bed, panel, 2, IDENTITIES);
      double wrong = 100 - share(identities, 2, runs, Verdict.APART);
      return List.of(
          Figure.judged(
              target,
              "taken for one line, 2 with a line each, %d runs, %s"
                  .formatted(runs, IDENTITIES.text()),
              "%",
              wrong));
    }
  }

  private static double share(Identities identities, int count, int runs, Verdict expected)
      throws IOException {
    int as = 0;
    for (int i = 0; i < runs; i++) {
      as += identities.together(count).verdict() == expected ? 1 : 0;
    }
    return 100.0 * as / runs;
  }

  /** Of a line that is only reported, nothing if this computer cannot have it now. */
  private Optional<Seen> see(Beds beds, int megabits, Way way, int runs) throws IOException {
    var key = way + " " + megabits;
    if (!seen.containsKey(key)) {
      try {
        seen.put(key, Optional.of(measure(beds, megabits, way, runs)));
      } catch (IOException e) {
        if (megabits <= JUDGED_MEGABITS) {
          throw e;
        }
        beds.tell(key + " left out: " + e.getMessage());
        seen.put(key, Optional.empty());
      }
    }
    return seen.getOrDefault(key, Optional.empty());
  }

  private static Seen measure(Beds beds, int megabits, Way way, int runs) throws IOException {
    var line = line(megabits, megabits <= JUDGED_MEGABITS ? NEAR : VERY_NEAR);
    try (var bed = beds.open(line);
        var panel = Panel.open(bed)) {
      var measured = measure(line, way, Trial.begin(bed, panel, way), runs);
      beds.tell(measured.conditions() + "; delay " + bed.delayReport());
      return measured;
    }
  }

  private static Seen measure(Line line, Way way, Trial trial, int runs) throws IOException {
    boolean isAttacked = way == Way.DOWN;
    return new Seen(
        line,
        way,
        trial.truth(),
        trial.first(),
        trial.honest(runs),
        isAttacked ? trial.colluding(runs) : List.of(),
        isAttacked ? trial.allAttacks(runs) : List.of());
  }
}
