package network.lumora.agent.journal;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** For how long rows are kept, and who hears of new ones. Thread-safe. */
final class Keeping {
  private static final Duration DAY = Duration.ofDays(1);

  private volatile int days = 90;
  private volatile JournalWatch watch = JournalWatch.NONE;
  private @Nullable Instant pruned;

  boolean keepsRows() {
    return days > 0;
  }

  /** Whether it is another number than before. */
  synchronized boolean days(int wanted) {
    boolean changes = days != wanted;
    days = wanted;
    return changes;
  }

  void watch(JournalWatch wanted) {
    watch = wanted;
  }

  JournalWatch watch() {
    return watch;
  }

  /** Forgets what is too old, if it was not done today. */
  synchronized void prune(JournalTable rows, Instant now, boolean atOnce) throws IOException {
    var last = pruned;
    if (atOnce || last == null || now.isBefore(last) || !now.isBefore(last.plus(DAY))) {
      rows.prune(days, now);
      pruned = now;
    }
  }
}
