package network.lumora.agent.idle;

import java.util.concurrent.TimeUnit;

/**
 * Whether the interfaces carry traffic that is not ours. Other devices on the same line are not
 * seen here. Not thread-safe.
 */
final class Foreground {
  /** Of the direction's capacity; less is a computer's small talk. */
  private static final double LEAST_SHARE = 0.03;

  /** 250 kbit/s. */
  private static final double LEAST_BYTES_PER_SECOND = 250_000 / 8.0;

  /** A counter that stands while so much of ours came is one that is brought up to date seldom. */
  private static final long STANDING_BYTES = 64 * 1024;

  private static final long MISTRUST_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final Expected up = new Expected();
  private final Expected down = new Expected();
  private final Excess upExcess = Excess.ofLate();
  private final Excess downExcess = Excess.ofLate();
  private long standsAt = -1;
  private long ownWhenItMoved;
  private long mistrustedNanos;
  private boolean mistrusted;

  /** The next sample will not be compared with those before. */
  void interrupt() {
    up.interrupt();
    down.interrupt();
    upExcess.forget();
    downExcess.forget();
    standsAt = -1;
  }

  /**
   * @param rates of the line, of which others may use a little
   */
  boolean isSeen(Sample sample, LineRates rates) {
    var line = sample.line();
    var before = sample.before();
    var after = sample.after();
    up.add(sample.atNanos(), line.up(), after.up(), after.down());
    down.add(sample.atNanos(), line.down(), after.down(), after.up());
    boolean isUp =
        grows(upExcess, sample, line.up(), up, up.bytesAt(before.up(), before.down()), rates.up());
    boolean isDown =
        grows(
            downExcess,
            sample,
            line.down(),
            down,
            down.bytesAt(before.down(), before.up()),
            rates.down());
    return isTrusted(sample) && (isUp || isDown);
  }

  /** Between two counts of ours the line was read: the truth is between them too. */
  private static boolean grows(
      Excess excess,
      Sample sample,
      long line,
      Expected ours,
      double oursBefore,
      double bytesPerSecond) {
    return excess.grows(
        sample.atNanos(),
        line - Math.max(ours.bytes(), oursBefore),
        line - oursBefore,
        ignored(bytesPerSecond));
  }

  /** So many bytes per second of others nobody gives way to. */
  static double ignored(double lineBytesPerSecond) {
    return Math.max(LEAST_SHARE * lineBytesPerSecond, LEAST_BYTES_PER_SECOND);
  }

  /** Some drivers count only every second or two; then our own bytes would look like others'. */
  private boolean isTrusted(Sample sample) {
    long own = sample.after().down();
    if (sample.line().down() != standsAt) {
      standsAt = sample.line().down();
      ownWhenItMoved = own;
    } else if (own - ownWhenItMoved > STANDING_BYTES) {
      mistrusted = true;
      mistrustedNanos = sample.atNanos();
    }
    mistrusted &= sample.atNanos() - mistrustedNanos < MISTRUST_NANOS;
    return !mistrusted;
  }
}
