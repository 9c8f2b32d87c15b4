package network.lumora.agent.idle;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import network.lumora.agent.allowance.Direction;
import network.lumora.agent.allowance.Inflow;
import network.lumora.agent.allowance.Line;
import network.lumora.agent.counters.LineCounters;

/**
 * Watches the line while work moves bytes, and says how much of it work may take. Thread-safe; it
 * has no thread of its own: {@link #tick} is called by one while it says so, and the pulse is told
 * when that is needed again.
 */
public final class IdleMeter implements Line {
  /** After the last byte. */
  private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** What a hint announces shows on the line by then, or does not come. */
  private static final Duration LONGEST_HINT = Duration.ofSeconds(2);

  /** Later than that, this machine has stalled and delays say nothing. */
  private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private static final int MOST_LATE = 5;

  private static final long RISE_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

  /** On a slow line a queue of so many packets is none. */
  private static final double RISE_BYTES = 3 * 1514.0;

  /** With all headers. */
  private static final double PROBE_BYTES = 75;

  private static final double PROBE_SHARE = 0.01;

  /** Work begins with so much of a line that it has not watched. */
  private static final double FIRST_SHARE = 0.25;

  /** On a line that is not proven work that has come back so far is no longer held. */
  private static final double LEAST_UNLIMITED = 0.1;

  /** 32 KiB/s: what work keeps on a line that is not proven, so that a page still comes. */
  private static final long LEAST_UNPROVEN = 32 * 1024;

  private final LineCounters counters;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final OwnTraffic own = new OwnTraffic();
  private final Probes probes = new Probes();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger tests = new AtomicInteger();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  private final Foreground foreground = new Foreground();
  private final TestWatch testWatch = new TestWatch();
  private final LearntPeak peak = new LearntPeak();
  private final Helm helm = new Helm();
  private final QueueWatch queue = new QueueWatch();
  private Optional<Capacity> proven = Optional.empty();
  private Optional<Capacity> believed = Optional.empty();
  private long hintEndsNanos;
  private boolean hinted;
  private long seenBesideTestNanos;
  private boolean seenBesideTest;
  private int lateInARow;

  private long probeNumber;
  private int ticksSinceProbe;

  private volatile Optional<ProbeSender> reflector = Optional.empty();
  private volatile Runnable pulse = () -> {};
  private volatile long movedNanos;
  private volatile boolean ticking;
  private volatile Offered offered = Offered.UNLIMITED;

  /** Bytes per second, now and at best; 0 is no limit, or not known. */
  private record Offered(long up, long down, long mostUp, long mostDown) {
    static final Offered UNLIMITED = new Offered(0, 0, 0, 0);
  }

  /**
   * @param nanos a ticker that never goes back
   */
  public IdleMeter(LineCounters counters, InstantSource clock, LongSupplier nanos) {
    this.counters = counters;
    this.clock = clock;
    this.nanos = nanos;
    this.movedNanos = nanos.getAsLong() - LINGER_NANOS;
  }

  /** Told when ticks are needed; must not wait. */
  public void pulse(Runnable beat) {
    pulse = beat;
  }

  /** Told after work may move faster than before. */
  public void onMore(Runnable listener) {
    listeners.add(listener);
  }

  /** The line was proven, or what was stored has been read. */
  public synchronized void prove(Capacity capacity) {
    proven = Optional.of(capacity);
    believe();
    offer();
  }

  /** The user is about to use the line: work gives way before the first packet. */
  public synchronized void hinted(Duration lasts) {
    long now = nanos.getAsLong();
    var held = lasts.compareTo(LONGEST_HINT) < 0 ? lasts : LONGEST_HINT;
    hintEndsNanos = now + held.toNanos();
    hinted = true;
    helm.giveWay(Signal.USER_HINT, now);
    offer();
  }

  /** Probes go there from now on, while work moves bytes on a line that is proven. */
  public void reflector(ProbeSender sender) {
    probes.restart();
    reflector = Optional.of(sender);
  }

  /**
   * A test fills the line until {@link #testEnds}: work waits, delay and loss say nothing, and what
   * the test moves must be told as {@link #passed}, that of datagrams with all headers.
   */
  public void testBegins() {
    if (tests.getAndIncrement() == 0) {
      watchTest();
    }
    begin();
  }

  private synchronized void watchTest() {
    testWatch.begin(nanos.getAsLong(), counters.read(), own.totals());
    offer();
  }

  public void testEnds() {
    end();
    tests.decrementAndGet();
  }

  /**
   * Looks for others beside a test, some hundred times a second at most; called by the thread that
   * moves the test's bytes, at moments when all that came for it has been told or waits in an
   * inflow.
   */
  public synchronized void lookBesideTest(Tested tested) {
    long now = nanos.getAsLong();
    if (testWatch.isDue(now) && testWatch.isSeen(now, counters, own::totals, tested, rates())) {
      seenBesideTest = true;
      seenBesideTestNanos = now;
      helm.giveWay(Signal.OTHER_TRAFFIC, now);
      offer();
    }
  }

  /** Whether somebody uses the line beside a test, or will at once: it is to stop. */
  public synchronized boolean isUserSeen() {
    long now = nanos.getAsLong();
    return (hinted && hintEndsNanos - now > 0)
        || (seenBesideTest && now - seenBesideTestNanos < Helm.HOLD_NANOS);
  }

  /** Where echoes are reported. */
  public Probes probes() {
    return probes;
  }

  @Override
  public void opened(Inflow inflow) {
    own.opened(inflow);
  }

  @Override
  public void closed(Inflow inflow, int leftBytes) {
    own.closed(inflow, leftBytes);
  }

  @Override
  public void begin() {
    waiting.incrementAndGet();
    movedNanos = nanos.getAsLong();
    if (!ticking) {
      pulse.run();
    }
  }

  @Override
  public void end() {
    movedNanos = nanos.getAsLong();
    waiting.decrementAndGet();
  }

  @Override
  public void passed(Direction direction, int bytes) {
    own.passed(direction, bytes);
  }

  @Override
  public long bytesPerSecond(Direction direction) {
    var now = offered;
    return switch (direction) {
      case UP -> now.up;
      case DOWN -> now.down;
    };
  }

  @Override
  public long usualBytesPerSecond(Direction direction) {
    var now = offered;
    return switch (direction) {
      case UP -> now.mostUp;
      case DOWN -> now.mostDown;
    };
  }

  /**
   * Looks at the line once; due every {@link Pulse#TICK_NANOS}.
   *
   * @param lateNanos after it was due
   * @return whether to go on; if not, the pulse is told when it is time again
   */
  public boolean tick(long lateNanos) {
    boolean isMore = look(lateNanos);
    dueProbe().ifPresent(number -> reflector.ifPresent(sender -> sender.send(number)));
    if (isMore) {
      listeners.forEach(Runnable::run);
    }
    return goesOn();
  }

  private synchronized boolean look(long lateNanos) {
    var before = own.totals();
    var line = counters.read();
    var after = own.totals();
    long now = nanos.getAsLong();
    if (!ticking) {
      begin(now);
    }
    believe();
    line.ifPresent(totals -> peak.add(now, totals));
    boolean isStalled = isStalled(lateNanos);
    boolean isOther =
        line.isPresent() && !isStalled && isOther(new Sample(now, line.get(), before, after));
    steer(isOther, queueNow(after.down(), now), now);
    return offer();
  }

  private void believe() {
    believed = proven.flatMap(capacity -> capacity.believedAt(clock.instant()));
  }

  /** What a test moves has other headers than work, and is looked at in other moments. */
  private boolean isOther(Sample sample) {
    if (isTested()) {
      foreground.interrupt();
      return false;
    }
    return foreground.isSeen(sample, rates());
  }

  private void begin(long now) {
    ticking = true;
    foreground.interrupt();
    probes.interrupt();
    queue.forget();
    helm.beginAt(FIRST_SHARE, now);
  }

  /**
   * Another program had the processor: packets have waited for this machine, and neither the line
   * nor anybody on it is to blame. A machine that is never in time is judged all the same.
   */
  private boolean isStalled(long lateNanos) {
    boolean isLate = lateNanos >= LATE_NANOS;
    lateInARow = isLate ? lateInARow + 1 : 0;
    if (isLate) {
      probes.interrupt();
      queue.forget();
    }
    return isLate && lateInARow < MOST_LATE;
  }

  private synchronized boolean goesOn() {
    ticking = isTransferring();
    return ticking;
  }

  /** Whether ticks are needed. */
  boolean isTransferring() {
    return waiting.get() > 0 || nanos.getAsLong() - movedNanos < LINGER_NANOS;
  }

  /** Nobody will tick any more: rather no limit than one that nobody lifts. */
  synchronized void abandon() {
    ticking = true;
    offered = Offered.UNLIMITED;
    listeners.forEach(Runnable::run);
  }

  /**
   * The next probe's number, if it is time. It is sent without our lock: its bytes may reach a cap,
   * and who is told of that may wait for somebody who asks us.
   */
  private synchronized OptionalLong dueProbe() {
    ticksSinceProbe++;
    if (!isSure() || reflector.filter(this::isDue).isEmpty()) {
      return OptionalLong.empty();
    }
    ticksSinceProbe = 0;
    probeNumber++;
    probes.sent(probeNumber, nanos.getAsLong());
    return OptionalLong.of(probeNumber);
  }

  private boolean isDue(ProbeSender sender) {
    return ticksSinceProbe >= Math.max(ticksForProbe(), sender.everyTicks()) && sender.isReady();
  }

  /** So that probes take no more than a hundredth of the line. */
  private double ticksForProbe() {
    var rates = rates();
    return PROBE_BYTES
        / (PROBE_SHARE * Math.min(rates.up(), rates.down()))
        * (TimeUnit.SECONDS.toNanos(1) / (double) Pulse.TICK_NANOS);
  }

  /** A short queue is enough to see that ours make it, not to blame others. */
  private QueueWatch.Verdict queueNow(long ownDown, long now) {
    long rise = probes.riseNanos(now);
    var verdict = queue.look(rise > riseNanos() / 2, now, ownDown, rates().down());
    boolean isShort = verdict == QueueWatch.Verdict.OTHERS && rise <= riseNanos();
    return isShort ? QueueWatch.Verdict.NOT_KNOWN : verdict;
  }

  private void steer(boolean isOther, QueueWatch.Verdict verdict, long now) {
    var signal = signal(isOther, verdict, now);
    if (signal.isEmpty() && verdict == QueueWatch.Verdict.OURS && isSure()) {
      helm.ease(now);
    } else {
      helm.tick(signal, now);
    }
  }

  private Optional<Signal> signal(boolean isOther, QueueWatch.Verdict verdict, long now) {
    hinted &= hintEndsNanos - now > 0;
    if (hinted) {
      return Optional.of(Signal.USER_HINT);
    }
    if (isOther) {
      return Optional.of(Signal.OTHER_TRAFFIC);
    }
    return isSure() ? signal(verdict, now) : Optional.empty();
  }

  /** Whether delays mean something. */
  private boolean isSure() {
    return believed.isPresent() && !isTested();
  }

  private Optional<Signal> signal(QueueWatch.Verdict verdict, long now) {
    return switch (verdict) {
      case OTHERS -> Optional.of(Signal.DELAY_RISES);
      case NO_QUEUE, NOT_KNOWN -> Optional.of(Signal.LOSS).filter(_ -> probes.areLost(now));
      case OURS -> Optional.empty();
    };
  }

  private boolean isTested() {
    return tests.get() > 0;
  }

  private long riseNanos() {
    var rates = rates();
    double slowest = Math.min(rates.up(), rates.down());
    long rise = Math.max(RISE_NANOS, (long) (RISE_BYTES / slowest * TimeUnit.SECONDS.toNanos(1)));
    return Math.max(rise, reflector.map(ProbeSender::leastRiseNanos).orElse(0L));
  }

  private LineRates rates() {
    return believed
        .map(capacity -> new LineRates(capacity.up().count(), capacity.down().count()))
        .orElseGet(peak::rates);
  }

  /** Whether it is more than before. */
  private boolean offer() {
    var before = offered;
    offered = believed.isPresent() ? proven(believed.get()) : unproven();
    return isMore(before.up, offered.up) || isMore(before.down, offered.down);
  }

  private Offered proven(Capacity capacity) {
    double up = capacity.up().count();
    double down = capacity.down().count();
    return new Offered(
        payload(up, share()),
        payload(down, share()),
        payload(up, Helm.MOST_SHARE),
        payload(down, Helm.MOST_SHARE));
  }

  /** Without limit while nobody is seen: no line is slowed down for want of a proof. */
  private Offered unproven() {
    var rates = peak.rates();
    return helm.share() >= LEAST_UNLIMITED && !isTested()
        ? Offered.UNLIMITED
        : new Offered(
            Math.max(LEAST_UNPROVEN, part(rates.up(), share())),
            Math.max(LEAST_UNPROVEN, part(rates.down(), share())),
            0,
            0);
  }

  private double share() {
    return isTested() ? Helm.LEAST_SHARE : helm.share();
  }

  /** Of a proven rate, which counts headers. */
  private static long payload(double bytesPerSecond, double share) {
    return part(bytesPerSecond / QueueWatch.HEADERS, share);
  }

  private static long part(double bytesPerSecond, double share) {
    return Math.max(1, Math.round(bytesPerSecond * share));
  }

  private static boolean isMore(long before, long now) {
    return before != 0 && (now == 0 || now > before);
  }

  public synchronized Standing standing() {
    long now = nanos.getAsLong();
    var until =
        helm.stance() == Stance.HOLD
            ? Optional.of(clock.instant().plusNanos(helm.holdLeftNanos(now)))
            : Optional.<Instant>empty();
    return isTransferring()
        ? new Standing(helm.stance(), true, helm.why(), until, believed)
        : new Standing(Stance.RUN, false, Optional.empty(), Optional.empty(), believed);
  }
}
