package network.lumora.systemtests.bench.bandwidth;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import network.lumora.protocol.message.SlotPath;
import network.lumora.protocol.units.BytesPerSecond;
import network.lumora.systemtests.bed.Bed;
import network.lumora.systemtests.bed.Line;
import network.lumora.systemtests.bench.bandwidth.challenge.TestedHost;
import network.lumora.systemtests.bench.bandwidth.challenge.Way;
import network.lumora.systemtests.bench.bandwidth.foreground.FetchServer;
import network.lumora.systemtests.bench.bandwidth.foreground.FetchServer.Fetched;

/**
 * T2b: the agent's line is tested by the agent's own code, and in the middle of a slot its user
 * fetches something; and the same without a user, when no test may end early.
 */
final class Aborting implements Row {
  private static final Line LINE = Line.ofMegabits(50, 10).withRoundTrip(Duration.ofMillis(8));

  private static final double SPEED = 1.08;

  /** A slot of a line that was proven before, one of a first proof, and one without UDP. */
  private enum Slot {
    RENEWAL("renewal", SlotPath.UDP, 85),
    FIRST("first proof", SlotPath.UDP, 420),
    STREAM("over a WebSocket", SlotPath.WEBSOCKET, 300);

    private final String text;
    private final SlotPath path;
    private final int millis;

    Slot(String text, SlotPath path, int millis) {
      this.text = text;
      this.path = path;
      this.millis = millis;
    }
  }

  private static final int WARM_UP = 10;

  /** For a tenth of a second. */
  private static final double FETCH_SECONDS = 0.1;

  private static final long REST_MILLIS = 600;
  private static final int MOST_RUNS = 50;

  private final Random random = new Random(1);

  @Override
  public String id() {
    return "T2b";
  }

  @Override
  public String what() {
    return "a line test ends for its user";
  }

  @Override
  public Target target() {
    return Target.p95AtMost(50, "p95 ≤ 50 ms; 0 % of tests end with no user");
  }

  @Override
  public String published() {
    return "FlashFlow, ndt7, PoB: run to their end";
  }

  @Override
  public List<Figure> measure(Beds beds, int runs) throws IOException {
    var figures = new ArrayList<Figure>();
    try (var bed = beds.open(LINE);
        var server = FetchServer.start(bed);
        var host = TestedHost.open(bed)) {
      for (var way : Way.values()) {
        warmUp(bed, host, server, way);
        for (var slot : Slot.values()) {
          figures.addAll(with(bed, host, server, way, slot, Math.min(runs, MOST_RUNS)));
          figures.add(without(bed, host, way, slot, Math.min(runs, MOST_RUNS)));
        }
      }
      beds.tell("line tests and a user; delay " + bed.delayReport());
    }
    return figures;
  }

  private void warmUp(Bed bed, TestedHost host, FetchServer server, Way way) throws IOException {
    for (int i = 0; i < WARM_UP; i++) {
      var _ = trial(bed, host, server, way, Slot.FIRST);
      var _ = host.test(way, SlotPath.UDP, rate(bed, way), Slot.FIRST.millis, () -> {});
    }
  }

  /**
   * A short slot may have come to its end by itself.
   *
   * @param firstMillis from the first packet of the user's handshake to the test's last
   * @param dataMillis from the first of what the user fetches
   */
  private record Ended(double firstMillis, double dataMillis) {}

  private List<Figure> with(
      Bed bed, TestedHost host, FetchServer server, Way way, Slot slot, int runs)
      throws IOException {
    var ended = new ArrayList<Ended>();
    for (int i = 0; i < runs; i++) {
      ended.add(trial(bed, host, server, way, slot));
    }
    var where = "%s test, %s, user on same host, %s".formatted(name(way), slot.text, LINE.text());
    return List.of(
        Figure.judged(
            target(),
            "from the first data that the user fetches, " + where,
            "ms",
            ended.stream().map(Ended::dataMillis).toList()),
        Figure.reported(
            "from the first packet of the user's handshake, " + where,
            "ms",
            ended.stream().map(Ended::firstMillis).toList()));
  }

  private Ended trial(Bed bed, TestedHost host, FetchServer server, Way way, Slot length)
      throws IOException {
    var fetches = new ArrayList<Fetched>();
    var slot =
        host.test(
            way,
            length.path,
            rate(bed, way),
            length.millis,
            () -> {
              rest(random.nextInt(length.millis / 2));
              fetches.add(server.fetch(bed.agent(), bytes()));
            });
    rest(REST_MILLIS);
    var user = fetches.getFirst();
    return slot.wasAborted() || length == Slot.RENEWAL
        ? new Ended(
            (slot.lastNanos() - user.startNanos()) / 1e6,
            Math.max(0, slot.lastNanos() - user.firstNanos()) / 1e6)
        : new Ended(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  private Figure without(Bed bed, TestedHost host, Way way, Slot length, int runs)
      throws IOException {
    var percent = new ArrayList<Double>();
    for (int i = 0; i < runs; i++) {
      var slot = host.test(way, length.path, rate(bed, way), length.millis, () -> {});
      percent.add(slot.wasAborted() ? 100.0 : 0.0);
      rest(REST_MILLIS / 4);
    }
    return Figure.judged(
        Target.always(0, 0, target().text()),
        "%s test, %s, no user, %s".formatted(name(way), length.text, LINE.text()),
        "%",
        percent);
  }

  private static String name(Way way) {
    return switch (way) {
      case DOWN -> "down";
      case UP -> "up";
    };
  }

  private static BytesPerSecond rate(Bed bed, Way way) {
    return new BytesPerSecond(Math.round(SPEED * way.truth(bed.line()).count()));
  }

  private static long bytes() {
    return Math.round(LINE.down().count() * FETCH_SECONDS);
  }

  private static void rest(long millis) throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
