package network.lumora.agent.idle;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Turns signals into the share of the line that work may take: down at once, up step by step. Not
 * thread-safe; the caller brings the time.
 */
final class Helm {
  /** Below what was proven, so that no queue is ever our own. */
  static final double MOST_SHARE = 0.93;

  /** Keeps connections alive. */
  static final double LEAST_SHARE = 0.01;

  /** A page that loads pauses between its parts; longer than most of those pauses. */
  static final long HOLD_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

  /** For each tick; 21 ticks from the least to the most. */
  private static final double GROWTH = 1.25;

  /** Half the line empties as much queue as a round trip brings. */
  private static final double LEAST_EASED = 0.5;

  /**
   * Somebody whom we do not see may take a part of the line for long: then what made the queue is
   * too much.
   */
  private static final double STEP_BACK = 0.85;

  private static final double LEAST_CEILING = 0.1;

  /** A queue that comes back so soon after the one before is one that we make. */
  private static final long SOON_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** One that is gone sooner was none of ours: what we do shows only after a round trip. */
  private static final long LASTING_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

  /** For each tick; two hundredths of the line in a second. */
  private static final double REGAIN = 0.0002;

  private Optional<Signal> why = Optional.empty();
  private Stance stance = Stance.RUN;
  private double share = LEAST_SHARE;
  private double ceiling = MOST_SHARE;
  private long signalNanos;
  private long begunNanos;
  private double shareBefore;
  private long queueNanos;
  private boolean hadQueue;

  /** The next tick of the time {@code nowNanos}. */
  void tick(Optional<Signal> signal, long nowNanos) {
    if (signal.isPresent()) {
      giveWay(signal.get(), nowNanos);
    } else if (why.isPresent() && nowNanos - signalNanos < HOLD_NANOS) {
      ended(nowNanos);
      stance = Stance.HOLD;
    } else {
      why = Optional.empty();
      stance = Stance.RUN;
      ceiling = Math.min(MOST_SHARE, ceiling + REGAIN);
      share = Math.min(ceiling, share * GROWTH);
    }
  }

  /** The next tick, while a queue on the line is all ours: a little less, so that it empties. */
  void ease(long nowNanos) {
    if (stance == Stance.RUN) {
      share = Math.max(Math.min(share, LEAST_EASED), share / GROWTH);
    } else {
      tick(Optional.empty(), nowNanos);
    }
  }

  /** At once, between ticks. */
  void giveWay(Signal signal, long nowNanos) {
    if (stance == Stance.RUN) {
      begunNanos = nowNanos;
      shareBefore = share;
    }
    why = Optional.of(signal);
    stance = Stance.YIELD;
    share = LEAST_SHARE;
    signalNanos = nowNanos;
  }

  private static boolean isQueue(Signal signal) {
    return switch (signal) {
      case DELAY_RISES, LOSS -> true;
      case USER_HINT, OTHER_TRAFFIC -> false;
    };
  }

  private void ended(long nowNanos) {
    boolean lasted = nowNanos - begunNanos >= LASTING_NANOS;
    if (stance == Stance.YIELD && lasted && why.filter(Helm::isQueue).isPresent()) {
      stepBack(nowNanos);
    }
  }

  private void stepBack(long nowNanos) {
    if (hadQueue && begunNanos - queueNanos < SOON_NANOS) {
      ceiling = Math.clamp(shareBefore * STEP_BACK, LEAST_CEILING, ceiling);
    }
    hadQueue = true;
    queueNanos = nowNanos;
  }

  /**
   * After a rest nothing is known of the line: work begins there, unless somebody was just seen.
   */
  void beginAt(double first, long nowNanos) {
    if (why.isEmpty() || nowNanos - signalNanos >= HOLD_NANOS) {
      share = Math.min(first, ceiling);
    }
  }

  Stance stance() {
    return stance;
  }

  /** Empty while running. */
  Optional<Signal> why() {
    return why;
  }

  /** Of the capacity. */
  double share() {
    return share;
  }

  /** How long the hold still lasts, if nobody is seen meanwhile. */
  long holdLeftNanos(long nowNanos) {
    return Math.max(0, signalNanos + HOLD_NANOS - nowNanos);
  }
}
