package network.lumora.systemtests.bench.bandwidth;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import network.lumora.systemtests.bed.Congestion;
import network.lumora.systemtests.bed.Line;
import network.lumora.systemtests.bench.bandwidth.background.Background;
import network.lumora.systemtests.bench.bandwidth.background.BulkTcp;
import network.lumora.systemtests.bench.bandwidth.ledbat.Ledbat;

/**
 * Rows T14 to T18: every background against a user on the same host and on another device, once.
 */
final class Yielding {
  private static final Line LINE = Line.ofMegabits(50, 10).withBuffer(Duration.ofMillis(200));

  private static final List<Background> PEERS =
      List.of(
          new BulkTcp(Congestion.CUBIC),
          new BulkTcp(Congestion.BBR),
          new Ledbat(Duration.ofMillis(100)),
          new Ledbat(Duration.ofMillis(60)));

  /** A download takes a second and the rest after it another: more runs tell no more. */
  private static final int MOST_RUNS = 30;

  /** Three minutes: false yields are rare. */
  private static final int OUR_IDLE_WINDOWS = 90;

  private static final int PEERS_IDLE_WINDOWS = 10;

  private enum Place {
    SAME_HOST("same host"),
    OTHER_DEVICE("other device");

    private final String text;

    Place(String text) {
      this.text = text;
    }
  }

  private record Trial(Background background, boolean isOurs, Place place, YieldTrial.Seen seen) {}

  private final List<Background> ours;
  private final List<Background> peers;
  private final List<Trial> trials = new ArrayList<>();

  /** Ours is judged by the targets; the peers are reported beside it, if they are wanted. */
  Yielding(List<Background> ours, boolean peers) {
    this.ours = List.copyOf(ours);
    this.peers = peers ? PEERS : List.of();
  }

  List<Row> rows() {
    return List.of(t14(), t15(), t16(), t17(), t18());
  }

  /** What a row takes of a trial, and what that must be. */
  private interface Reading {
    Figure of(Trial trial, String conditions);
  }

  private record YieldRow(
      String id, String what, Target target, String published, Yielding yielding, Reading reading)
      implements Row {
    @Override
    public List<Figure> measure(Beds beds, int runs) throws IOException {
      return yielding.trials(beds, Math.min(runs, MOST_RUNS)).stream()
          .map(trial -> reading.of(trial, conditions(trial)))
          .toList();
    }

    private static String conditions(Trial trial) {
      return "%s, user on %s, %s"
          .formatted(trial.background().name(), trial.place().text, LINE.text());
    }
  }

  private static Figure figure(
      Trial trial, Target target, String conditions, String unit, List<Double> values) {
    return trial.isOurs()
        ? Figure.judged(target, conditions, unit, values)
        : Figure.reported(conditions, unit, values);
  }

  private Row t14() {
    var target = Target.p95AtMost(100, "p95 ≤ 100 ms same host, ≤ 200 ms other device");
    var other = Target.p95AtMost(200, target.text());
    return new YieldRow(
        "T14",
        "time to yield below 5 %",
        target,
        "cake-autorate detects in 150–300 ms; LEDBAT 60 ms: 0.4–1.5 s or never",
        this,
        (trial, conditions) ->
            figure(
                trial,
                trial.place() == Place.SAME_HOST ? target : other,
                conditions,
                "ms",
                trial.seen().yieldMillis()));
  }

  private Row t15() {
    var target = Target.medianAtMost(3, "≤ 3 ms");
    return new YieldRow(
        "T15",
        "added p95 latency while the user is idle",
        target,
        "targets: LEDBAT 100 ms, LEDBAT++ 60 ms; cake-autorate 30 ms",
        this,
        (trial, conditions) ->
            figure(trial, target, conditions, "ms", trial.seen().addedP95Millis()));
  }

  private Row t16() {
    var target = Target.medianAtMost(2, "≤ 2 % same host, ≤ 5 % other device");
    var other = Target.medianAtMost(5, target.text());
    return new YieldRow(
        "T16",
        "slow-down of the user's download",
        target,
        "BITS is blind to other devices; others in this bed",
        this,
        (trial, conditions) ->
            figure(
                trial,
                trial.place() == Place.SAME_HOST ? target : other,
                conditions,
                "%",
                trial.seen().slowDown()));
  }

  private Row t17() {
    var target = Target.medianAtLeast(90, "≥ 90 %");
    return new YieldRow(
        "T17",
        "link use while the user is idle",
        target,
        "in this bed",
        this,
        (trial, conditions) -> figure(trial, target, conditions, "%", trial.seen().linkUse()));
  }

  private Row t18() {
    var target = Target.medianAtMost(1, "≤ 1 per minute with no user");
    return new YieldRow(
        "T18",
        "false yields per minute",
        target,
        "none published",
        this,
        (trial, conditions) ->
            figure(trial, target, conditions, "/min", List.of(trial.seen().falseYields())));
  }

  private List<Trial> trials(Beds beds, int runs) throws IOException {
    if (trials.isEmpty()) {
      for (var place : Place.values()) {
        for (var background : ours) {
          trials.add(trial(beds, background, true, place, runs));
        }
        for (var background : peers) {
          trials.add(trial(beds, background, false, place, runs));
        }
      }
    }
    return trials;
  }

  private static Trial trial(
      Beds beds, Background background, boolean isOurs, Place place, int runs) throws IOException {
    try (var bed = beds.open(LINE)) {
      var user = place == Place.SAME_HOST ? bed.agent() : bed.device();
      int idleWindows = isOurs ? OUR_IDLE_WINDOWS : PEERS_IDLE_WINDOWS;
      var seen = YieldTrial.run(bed, user, background, runs, idleWindows);
      beds.tell(background.name() + ", user on " + place.text + "; delay " + bed.delayReport());
      return new Trial(background, isOurs, place, seen);
    }
  }
}
