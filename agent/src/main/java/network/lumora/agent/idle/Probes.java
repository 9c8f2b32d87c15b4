package network.lumora.agent.idle;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;

/**
 * Small packets that come back from a reflector, and what their waits tell: a queue on the line.
 * Thread-safe.
 *
 * <p>One that waits alone may be this machine's fault; two in a row are the line's.
 */
public final class Probes {
  /** Some seconds of them; what is older is of no use. */
  private static final int MOST_UNDERWAY = 256;

  /** Longer than any queue in a home's router. */
  private static final long FORGOTTEN_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** In that time two must get lost: on the air one does now and then. */
  private static final long LOSS_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /** Later probes that must have come back before one counts as lost; packets may overtake. */
  private static final int OVERTAKEN_BY = 3;

  private record Underway(long number, long sentNanos) {}

  private Baseline baseline = new Baseline();

  /** By number. */
  private final Deque<Underway> underway = new ArrayDeque<>();

  private long newestBack = -1;
  private long lastWait;
  private long waitBefore;
  private int back;
  private long lossNanos;
  private long lossBeforeNanos;
  private int losses;

  /** One leaves. Numbers only grow. */
  public synchronized void sent(long number, long nowNanos) {
    underway.addLast(new Underway(number, nowNanos));
    while (underway.size() > MOST_UNDERWAY) {
      underway.removeFirst();
    }
  }

  /** One came back; what was never sent, or came twice, is ignored. */
  public synchronized void returned(long number, long nowNanos) {
    for (Iterator<Underway> all = underway.iterator(); all.hasNext(); ) {
      var probe = all.next();
      if (probe.number == number) {
        all.remove();
        came(probe, nowNanos);
        return;
      }
    }
  }

  private void came(Underway probe, long nowNanos) {
    long wait = nowNanos - probe.sentNanos;
    baseline.add(wait, nowNanos);
    if (probe.number > newestBack) {
      newestBack = probe.number;
      waitBefore = lastWait;
      lastWait = wait;
      back++;
      dropLost(nowNanos);
    }
  }

  private void dropLost(long nowNanos) {
    while (!underway.isEmpty() && underway.getFirst().number <= newestBack - OVERTAKEN_BY) {
      underway.removeFirst();
      lossBeforeNanos = lossNanos;
      lossNanos = nowNanos;
      losses++;
    }
  }

  /** Whether nothing came back yet, so that the delay says nothing. */
  public synchronized boolean areMute() {
    return back < 2;
  }

  /**
   * How much longer two in a row waited than at best, the lesser of both. Those still under way
   * count with the time that they have waited.
   */
  synchronized long riseNanos(long nowNanos) {
    while (!underway.isEmpty() && nowNanos - underway.getFirst().sentNanos > FORGOTTEN_NANOS) {
      underway.removeFirst();
    }
    return areMute() ? 0 : longest(nowNanos) - baseline.nanos(nowNanos);
  }

  private long longest(long nowNanos) {
    long longest = Math.min(waitBefore, lastWait);
    long before = lastWait;
    for (var probe : underway) {
      if (probe.number > newestBack) {
        long waits = nowNanos - probe.sentNanos;
        longest = Math.max(longest, Math.min(before, waits));
        before = waits;
      }
    }
    return longest;
  }

  /** Whether more get lost than by accident. */
  synchronized boolean areLost(long nowNanos) {
    return losses >= 2 && nowNanos - lossBeforeNanos < LOSS_NANOS;
  }

  /** They go elsewhere from now on, where the way takes another time. */
  public synchronized void restart() {
    interrupt();
    baseline = new Baseline();
  }

  /** After a rest or a stall of this machine: what was under way says nothing. */
  public synchronized void interrupt() {
    underway.clear();
    losses = 0;
    back = 0;
  }
}
