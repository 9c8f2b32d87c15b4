package network.lumora.agent.idle;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import network.lumora.agent.counters.LineCounters;
import network.lumora.agent.counters.LineTotals;

/**
 * Whether others use a line that a test of ours fills. Not thread-safe.
 *
 * <p>A test's bytes are known, so what is left of the counters is others'. Both ways the least that
 * it can be is taken: what we send is counted when it is written, before the counter shows it; what
 * comes as a datagram is counted when it is read, after the counter has shown it, so a look at the
 * counter is judged at the next moment when all was read. A thread that is held up delays the
 * judgement and does not falsify it. What comes in a stream is there at once but for a moment, so
 * two looks in a row must agree.
 */
final class TestWatch {
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  /** What the system keeps of a stream before it is sent comes and goes. */
  private final Excess up = Excess.sinceBegin();

  private final Excess down = Excess.sinceBegin();

  /** Headers and answers are overrated a little, which must not add up. */
  private final Excess downOfLate = Excess.ofLate();

  private Optional<Look> look = Optional.empty();
  private LineTotals ownBefore = new LineTotals(0, 0);
  private final StreamHole hole = new StreamHole();
  private long lookedNanos;
  private int inARow;

  private record Look(long atNanos, LineTotals line) {}

  /** While nothing of the test moves yet. */
  void begin(long nowNanos, Optional<LineTotals> line, LineTotals own) {
    up.forget();
    down.forget();
    downOfLate.forget();
    hole.forget();
    inARow = 0;
    ownBefore = own;
    lookedNanos = nowNanos;
    look = Optional.empty();
    line.ifPresent(
        totals -> {
          first(up, nowNanos, (double) totals.up());
          first(down, nowNanos, (double) totals.down());
        });
  }

  private static void first(Excess excess, long nowNanos, double others) {
    var _ = excess.grows(nowNanos, others, others, 0);
  }

  boolean isDue(long nowNanos) {
    return look.isPresent() || nowNanos - lookedNanos >= LOOK_NANOS;
  }

  /**
   * @param own all that came so far, and all that is written
   */
  boolean isSeen(
      long nowNanos,
      LineCounters counters,
      Supplier<LineTotals> own,
      Tested tested,
      LineRates rates) {
    var before = own.get();
    boolean isDown = look.filter(last -> isDown(last, before, rates)).isPresent();
    look = Optional.empty();
    if (nowNanos - lookedNanos < LOOK_NANOS) {
      return isDown;
    }
    lookedNanos = nowNanos;
    boolean isNow =
        counters
            .read()
            .filter(line -> isSeen(new Look(nowNanos, line), before, own.get(), tested, rates))
            .isPresent();
    inARow = isNow ? inARow + 1 : 0;
    return isDown || inARow >= tested.looks;
  }

  private boolean isSeen(
      Look now, LineTotals before, LineTotals after, Tested tested, LineRates rates) {
    boolean isUp = isUp(now, after, tested, rates);
    return switch (tested) {
      case DATAGRAMS -> {
        look = Optional.of(now);
        yield isUp;
      }
      case STREAM_DOWN -> {
        boolean isDown = isDownOfLate(now, before, after, tested, rates);
        yield hole.isWhole(now.atNanos, now.line.down(), after.down()) && (isDown || isUp);
      }
      case STREAM_UP -> isDownOfLate(now, before, after, tested, rates) || isUp;
    };
  }

  private boolean isUp(Look at, LineTotals own, Tested tested, LineRates rates) {
    double others = at.line.up() - upOurs(own, tested);
    return up.grows(at.atNanos, others, others, Foreground.ignored(rates.up()));
  }

  private boolean isDown(Look at, LineTotals own, LineRates rates) {
    double others = at.line.down() - downOurs(own, Tested.DATAGRAMS);
    return down.grows(at.atNanos, others, others, Foreground.ignored(rates.down()));
  }

  private boolean isDownOfLate(
      Look at, LineTotals before, LineTotals after, Tested tested, LineRates rates) {
    double least = at.line.down() - downOurs(after, tested);
    double greatest = at.line.down() - downOurs(before, tested);
    return downOfLate.grows(at.atNanos, least, greatest, Foreground.ignored(rates.down()));
  }

  private double upOurs(LineTotals own, Tested tested) {
    return (own.up() - ownBefore.up()) * tested.headers
        + (own.down() - ownBefore.down()) * tested.answers;
  }

  private double downOurs(LineTotals own, Tested tested) {
    return (own.down() - ownBefore.down()) * tested.headers
        + (own.up() - ownBefore.up()) * tested.answers;
  }
}
