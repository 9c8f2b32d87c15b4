package network.lumora.systemtests.bench.bandwidth;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import network.lumora.systemtests.bed.Bed;
import network.lumora.systemtests.bed.Host;
import network.lumora.systemtests.bed.Line;
import network.lumora.systemtests.bench.bandwidth.background.Background;
import network.lumora.systemtests.bench.bandwidth.foreground.FetchServer;
import network.lumora.systemtests.bench.bandwidth.foreground.LatencyProbe;

/**
 * One background against one user: first the user alone, then both (E9 of the reference).
 *
 * <p>Times count from the first packet of the user's download, its own handshake included. A
 * background has yielded when less than 5 % of the line's rate arrives of it in 20 ms, and is back
 * at 85 % over 100 ms.
 */
final class YieldTrial {
  private static final long YIELD_WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long BACK_WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long DIP_WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final double YIELDED = 0.05;
  private static final double BACK = 0.85;
  private static final double DIPPED = 0.5;

  /** A download of a second at full rate. */
  private static final double FETCH_SECONDS = 1;

  private static final long IDLE_WINDOW_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long ALONE_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** LEDBAT grows by one packet a round trip, and is not what it will be before. */
  private static final long LEAST_STEADY_NANOS = TimeUnit.SECONDS.toNanos(20);

  private static final long STEADY_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private static final long BACK_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(700);

  /** As late as this the delay line makes a difference that a background's signals must not see. */
  private static final long MOST_LATE_MICROS = 10_000;

  private static final int TRIES = 3;

  private final Bed bed;
  private final Host user;
  private final Background background;
  private final FetchServer server;
  private final LatencyProbe probe;

  private YieldTrial(
      Bed bed, Host user, Background background, FetchServer server, LatencyProbe probe) {
    this.bed = bed;
    this.user = user;
    this.background = background;
    this.server = server;
    this.probe = probe;
  }

  /**
   * What was seen; shares and slow-downs in percent, infinite for what did not happen.
   *
   * @param falseYields per minute with no user
   */
  record Seen(
      List<Double> addedP95Millis,
      List<Double> linkUse,
      double falseYields,
      List<Double> slowDown,
      List<Double> yieldMillis,
      List<Double> backMillis) {}

  /**
   * @param runs downloads of the user
   * @param idleWindows of two seconds, in which the user does nothing
   */
  static Seen run(Bed bed, Host user, Background background, int runs, int idleWindows)
      throws IOException {
    try (var server = FetchServer.start(bed);
        var probe = LatencyProbe.start(bed, user)) {
      return new YieldTrial(bed, user, background, server, probe).run(runs, idleWindows);
    }
  }

  private Seen run(int runs, int idleWindows) throws IOException {
    double aloneSeconds = median(fetchesAlone(Math.max(5, runs / 4)));
    pause(REST_NANOS); // The last download's own queue drains.
    double aloneP95 = p95(rest(ALONE_NANOS));
    background.start(bed, bed.line().down());
    try {
      awaitSteady();
      return seen(runs, idle(aloneP95, idleWindows), aloneSeconds);
    } finally {
      background.stop();
    }
  }

  private record Idle(List<Double> addedP95Millis, List<Double> linkUse, double falseYields) {}

  private Idle idle(double aloneP95, int windows) throws IOException {
    var added = new ArrayList<Double>();
    var use = new ArrayList<Double>();
    long start = System.nanoTime();
    for (int i = 0; i < windows; i++) {
      long from = System.nanoTime();
      long before = bed.home().carried().down().count();
      added.add(p95(rest(IDLE_WINDOW_NANOS)) - aloneP95);
      use.add(share(bed.home().carried().down().count() - before, System.nanoTime() - from));
    }
    return new Idle(added, use, dipsPerMinute(start, System.nanoTime()));
  }

  private double dipsPerMinute(long fromNanos, long toNanos) {
    long few = bytes(DIPPED, DIP_WINDOW_NANOS);
    int dips = background.own().dips(few, DIP_WINDOW_NANOS, fromNanos, toNanos);
    return dips * 60e9 / (toNanos - fromNanos);
  }

  /** The user's round trips meanwhile. */
  private double[] rest(long nanos) {
    long from = System.nanoTime();
    pause(nanos);
    return probe.millisBetween(from, from + nanos);
  }

  private static void pause(long nanos) {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private double[] fetchesAlone(int count) throws IOException {
    var seconds = new double[count];
    for (int i = 0; i < count; i++) {
      seconds[i] = undisturbed(fetched -> {}).seconds();
      pause(REST_NANOS / 4);
    }
    return seconds;
  }

  private long fetchBytes() {
    return (long) (bed.line().down().count() * FETCH_SECONDS);
  }

  private void awaitSteady() {
    long second = TimeUnit.SECONDS.toNanos(1);
    long from = System.nanoTime();
    pause(LEAST_STEADY_NANOS);
    do {
      pause(second);
    } while (background.own().between(System.nanoTime() - second, System.nanoTime())
            < bytes(BACK, second)
        && System.nanoTime() - from < STEADY_PATIENCE_NANOS);
  }

  /** Payload that the line carries in this time, by a share of its rate. */
  private long bytes(double share, long nanos) {
    double payload = 1_400.0 / (1_400 + Line.UDP_OVERHEAD_BYTES);
    return Math.round(share * payload * bed.line().down().count() * nanos / 1e9);
  }

  private double share(long frameBytes, long nanos) {
    return 100 * frameBytes / (bed.line().down().count() * (nanos / 1e9));
  }

  private Seen seen(int runs, Idle idle, double aloneSeconds) throws IOException {
    var slowDown = new ArrayList<Double>();
    var yield = new ArrayList<Double>();
    var back = new ArrayList<Double>();
    for (int i = 0; i < runs; i++) {
      var fetched = undisturbed(this::awaitBack);
      slowDown.add(100 * (fetched.seconds() / aloneSeconds - 1));
      awaitBack(fetched);
      yield.add(yieldMillis(fetched));
      back.add(backMillis(fetched));
      pause(REST_NANOS + i * 37_000_000L % REST_NANOS); // Not in step with anything periodic.
    }
    return new Seen(
        idle.addedP95Millis(), idle.linkUse(), idle.falseYields(), slowDown, yield, back);
  }

  /** Repeats a download during which the computer, not the line, kept packets waiting. */
  private FetchServer.Fetched undisturbed(Consumer<FetchServer.Fetched> after) throws IOException {
    for (int i = 1; true; i++) {
      var _ = bed.delayReport();
      var fetched = server.fetch(user, fetchBytes());
      if (bed.delayReport().worstLateMicros() <= MOST_LATE_MICROS || i == TRIES) {
        return fetched;
      }
      after.accept(fetched);
      pause(REST_NANOS);
    }
  }

  private void awaitBack(FetchServer.Fetched fetched) {
    while (Double.isInfinite(backMillis(fetched))
        && System.nanoTime() - fetched.endNanos() < BACK_PATIENCE_NANOS) {
      pause(BACK_WINDOW_NANOS);
    }
  }

  private double yieldMillis(FetchServer.Fetched fetched) {
    return millis(
        fetched.startNanos(),
        background
            .own()
            .firstBelow(
                bytes(YIELDED, YIELD_WINDOW_NANOS),
                YIELD_WINDOW_NANOS,
                fetched.startNanos(),
                fetched.endNanos()));
  }

  private double backMillis(FetchServer.Fetched fetched) {
    return millis(
        fetched.endNanos(),
        background
            .own()
            .firstAbove(
                bytes(BACK, BACK_WINDOW_NANOS),
                BACK_WINDOW_NANOS,
                fetched.endNanos(),
                System.nanoTime()));
  }

  private static double millis(long fromNanos, OptionalLong atNanos) {
    return atNanos.isPresent() ? (atNanos.getAsLong() - fromNanos) / 1e6 : Double.POSITIVE_INFINITY;
  }

  private static double p95(double[] sorted) throws IOException {
    if (sorted.length == 0) {
      throw new IOException("no probe was answered");
    }
    return sorted[(int) Math.ceil(0.95 * sorted.length) - 1];
  }

  private static double median(double... values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }
}
