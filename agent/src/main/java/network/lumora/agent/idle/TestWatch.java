package network.lumora.agent.idle;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import network.lumora.agent.counters.LineCounters;
import network.lumora.agent.counters.LineTotals;

/**
 * Whether others use a line that a test of ours fills. Not thread-safe.
 *
 * <p>A test's bytes are known to the byte, so what is left of the counters is others'. Both ways
 * the least that it can be is taken: what we send is counted when it is written, before the counter
 * shows it; what comes is counted when it is read, after the counter has shown it, so a look at the
 * counter is judged at the next moment when all was read. A thread that is held up delays the
 * judgement and does not falsify it.
 */
final class TestWatch {
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private final Excess up = Excess.sinceBegin();
  private final Excess down = Excess.sinceBegin();
  private Optional<Look> look = Optional.empty();
  private LineTotals ownBefore = new LineTotals(0, 0);
  private long lookedNanos;

  private record Look(long atNanos, LineTotals line) {}

  /** While nothing of the test moves yet. */
  void begin(long nowNanos, Optional<LineTotals> line, LineTotals own) {
    up.forget();
    down.forget();
    ownBefore = own;
    lookedNanos = nowNanos;
    look = Optional.empty();
    line.map(totals -> new Look(nowNanos, totals)).ifPresent(this::isWithoutTest);
  }

  private void isWithoutTest(Look first) {
    upGrows(first, ownBefore, 1, 0);
    downGrows(first, ownBefore, 1, 0);
  }

  boolean isDue(long nowNanos) {
    return look.isPresent() || nowNanos - lookedNanos >= LOOK_NANOS;
  }

  /**
   * @param own all of which has been read that came so far
   */
  boolean isSeen(
      long nowNanos, LineCounters counters, LineTotals own, double headers, LineRates rates) {
    boolean isDown = look.filter(last -> downGrows(last, own, headers, rates.down())).isPresent();
    look = Optional.empty();
    if (nowNanos - lookedNanos < LOOK_NANOS) {
      return isDown;
    }
    lookedNanos = nowNanos;
    look = counters.read().map(totals -> new Look(nowNanos, totals));
    return look.filter(now -> upGrows(now, own, headers, rates.up())).isPresent() || isDown;
  }

  private boolean upGrows(Look at, LineTotals own, double headers, double lineBytesPerSecond) {
    double ours = (own.up() - ownBefore.up()) * headers;
    return grows(up, at.atNanos, at.line.up() - ours, lineBytesPerSecond);
  }

  private boolean downGrows(Look at, LineTotals own, double headers, double lineBytesPerSecond) {
    double ours = (own.down() - ownBefore.down()) * headers;
    return grows(down, at.atNanos, at.line.down() - ours, lineBytesPerSecond);
  }

  private static boolean grows(
      Excess excess, long atNanos, double others, double lineBytesPerSecond) {
    return excess.grows(atNanos, others, others, Foreground.ignored(lineBytesPerSecond));
  }
}
