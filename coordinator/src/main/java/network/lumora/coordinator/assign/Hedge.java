package network.lumora.coordinator.assign;

import java.time.Duration;
import java.util.Arrays;

/**
 * Tells which tasks are late, and whether another agent may try them too ("The tail at scale", Dean
 * and Barroso 2013). One thread.
 */
public final class Hedge {
  /** Newest durations that count: some seconds of a busy coordinator. */
  private static final int REMEMBERED = 512;

  /** Below this the quantile of few says little. */
  private static final int ENOUGH = 32;

  /** After so many new durations the quantile is reckoned again. */
  private static final int REFRESH = 16;

  private final HedgeTerms terms;
  private final long[] millis = new long[REMEMBERED];
  private long known;
  private long given;
  private long hedged;
  private Duration lateAfter;

  public Hedge(HedgeTerms terms) {
    this.terms = terms;
    this.lateAfter = terms.unknown();
  }

  /** A task was given to its first agent. */
  public void gave() {
    given++;
  }

  /** A task took so long from offer to result. */
  public void took(Duration time) {
    millis[(int) (known++ % REMEMBERED)] = time.toMillis();
    if (known >= ENOUGH && known % REFRESH == 0) {
      lateAfter = reckoned();
    }
  }

  private Duration reckoned() {
    int size = (int) Math.min(known, REMEMBERED);
    var sorted = Arrays.copyOf(millis, size);
    Arrays.sort(sorted);
    long late = Math.round(terms.times() * sorted[(int) (terms.quantile() * size)]);
    return Duration.ofMillis(Math.max(late, terms.least().toMillis()));
  }

  /** A task held for longer is late: its agent gets nothing more until it is over. */
  public Duration lateAfter() {
    return lateAfter;
  }

  /** Whether one more second try is within bounds; if so it counts as given. */
  public boolean mayHedge() {
    if (hedged + 1 > terms.share() * given) {
      return false;
    }
    hedged++;
    return true;
  }
}
