package network.lumora.agent.idle;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.IntToDoubleFunction;
import network.lumora.agent.allowance.Direction;
import network.lumora.agent.counters.LineTotals;
import network.lumora.protocol.units.BytesPerSecond;

/**
 * A line of one direction with a queue before it, our transfer, somebody else's, and probes: all in
 * steps of a millisecond, the same at every run.
 */
final class SimulatedLine {
  private static final double HEADERS = 1.045;
  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private record Slice(double own, double other) {
    double bytes() {
      return own + other;
    }
  }

  private record Echo(long number, long atMillis) {}

  private final double bytesPerMilli;
  private final int roundTripMillis;
  private final boolean isSameHost;
  private final Random random;
  private final Deque<Slice> queue = new ArrayDeque<>();
  private final PriorityQueue<Echo> echoes =
      new PriorityQueue<>((a, b) -> Long.compare(a.atMillis, b.atMillis));
  private final double[] granted = new double[1 << 10];

  /** What others want to send in that millisecond. */
  IntToDoubleFunction others = _ -> 0;

  /** Of a probe, at most. */
  double jitterMillis;

  /** One probe of so many gets lost. */
  int lostOneOf = Integer.MAX_VALUE;

  /** A stall of this machine in so many milliseconds on average; none if 0. */
  int stallEveryMillis;

  int stallMillis = 30;

  /** The counters are brought up to date so often. */
  int countersEveryMillis = 1;

  final IdleMeter meter;
  double ownArrived;
  double otherArrived;
  int yields;
  private int now;
  private int stalledUntil;
  private int dueMillis;
  private long probe;
  private double queued;
  private double own;
  private double other;
  private LineTotals counters = new LineTotals(0, 0);
  private Stance before = Stance.RUN;

  SimulatedLine(
      double megabits, int roundTripMillis, boolean isSameHost, boolean isProven, long seed) {
    this.bytesPerMilli = megabits * 1e6 / 8 / 1000;
    this.roundTripMillis = roundTripMillis;
    this.isSameHost = isSameHost;
    this.random = new Random(seed);
    this.meter =
        new IdleMeter(
            () -> Optional.of(counters), () -> Instant.EPOCH.plusMillis(now), () -> now * MILLI);
    if (isProven) {
      var rate = new BytesPerSecond(Math.round(bytesPerMilli * 1000));
      meter.prove(new Capacity(rate, rate, Instant.EPOCH));
    }
    meter.begin();
  }

  int now() {
    return now;
  }

  double capacity() {
    return bytesPerMilli * 1000;
  }

  /** Ours and theirs in bytes per second. */
  double allowed() {
    long rate = meter.bytesPerSecond(Direction.DOWN);
    return rate == 0 ? Double.POSITIVE_INFINITY : rate;
  }

  void run(int millis) {
    for (int end = now + millis; now < end; ) {
      step();
    }
  }

  /** A server sends so much of ours at once. */
  void burst(double bytes) {
    queue.addLast(new Slice(bytes, 0));
    queued += bytes;
  }

  private void step() {
    now++;
    grantOurs();
    carry();
    count();
    if (stallEveryMillis > 0 && random.nextInt(stallEveryMillis) == 0) {
      stalledUntil = Math.max(stalledUntil, now + 1 + random.nextInt(stallMillis));
    }
    if (now >= stalledUntil) {
      probes();
      tick();
    }
  }

  private void grantOurs() {
    granted[now & 1023] = Math.min(allowed() / 1000, 0.95 * bytesPerMilli);
    double ours = now > roundTripMillis / 2 ? granted[(now - roundTripMillis / 2) & 1023] : 0;
    var slice = new Slice(ours * HEADERS, others.applyAsDouble(now));
    queue.addLast(slice);
    queued += slice.bytes();
  }

  /** First come, first served. */
  private void carry() {
    double room = bytesPerMilli;
    while (!queue.isEmpty() && queue.getFirst().bytes() <= room) {
      var slice = queue.removeFirst();
      room -= slice.bytes();
      arrive(slice, 1);
    }
    if (!queue.isEmpty()) {
      var slice = queue.removeFirst();
      double part = room / slice.bytes();
      arrive(slice, part);
      queue.addFirst(new Slice(slice.own * (1 - part), slice.other * (1 - part)));
    }
  }

  private void arrive(Slice slice, double part) {
    own += slice.own * part;
    other += slice.other * part;
    queued -= slice.bytes() * part;
  }

  private void count() {
    int ours = (int) (own / HEADERS - ownArrived);
    ownArrived += ours;
    meter.passed(Direction.DOWN, ours);
    otherArrived = other;
    if (now % countersEveryMillis == 0) {
      counters = new LineTotals(0, Math.round(own + (isSameHost ? other : 0)));
    }
  }

  private void probes() {
    while (!echoes.isEmpty() && echoes.peek().atMillis <= now) {
      meter.probes().returned(echoes.remove().number, now * MILLI);
    }
    if (now % 10 == 0) {
      probe++;
      meter.probes().sent(probe, now * MILLI);
      if (random.nextInt(lostOneOf) != 0 || lostOneOf == Integer.MAX_VALUE) {
        double wait = roundTripMillis + queued / bytesPerMilli + random.nextDouble() * jitterMillis;
        echoes.add(new Echo(probe, Math.round(now + wait)));
      }
    }
  }

  private void tick() {
    if (now >= dueMillis) {
      meter.tick((now - dueMillis) * MILLI);
      dueMillis += 10 * Math.max(1, (now - dueMillis + 5) / 10);
      var stance = meter.standing().stance();
      yields += stance == Stance.YIELD && before == Stance.RUN ? 1 : 0;
      before = stance;
    }
  }
}
