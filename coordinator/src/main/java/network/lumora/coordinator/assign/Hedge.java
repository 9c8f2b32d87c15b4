package network.lumora.coordinator.assign;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;

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

  /** Sites of a large coordinator; the one that answered longest ago is forgotten. */
  private static final int MOST_SITES = 16_384;

  private final HedgeTerms terms;
  private final LinkedHashMap<String, Habit> bySite = new LinkedHashMap<>();
  private final long[] millis = new long[REMEMBERED];
  private long known;
  private long given;
  private long hedged;
  private Duration lateAfter;

  public Hedge(HedgeTerms terms) {
    this.terms = terms;
    this.lateAfter = terms.unknown();
  }

  /**
   * How long the pages of one site take, as TCP reckons its timeout (RFC 6298).
   *
   * @param deviationMillis mean distance from the mean
   */
  private record Habit(double meanMillis, double deviationMillis) {
    private static final double NEWEST = 0.125;
    private static final double NEWEST_DEVIATION = 0.25;
    private static final int DEVIATIONS = 4;

    static Habit first(double millis) {
      return new Habit(millis, millis / 2);
    }

    Habit after(double millis) {
      double off = Math.abs(millis - meanMillis);
      return new Habit(
          meanMillis + NEWEST * (millis - meanMillis),
          deviationMillis + NEWEST_DEVIATION * (off - deviationMillis));
    }

    Duration lateAfter() {
      double slack = Math.max(DEVIATIONS * deviationMillis, meanMillis / 2);
      return Duration.ofMillis(Math.round(meanMillis + slack));
    }
  }

  /** A task was given to its first agent. */
  public void gave() {
    given++;
  }

  /** A task took so long from offer to result. */
  public void took(String site, Duration time) {
    var before = bySite.get(site);
    double took = time.toMillis();
    bySite.putLast(site, before == null ? Habit.first(took) : before.after(took));
    if (bySite.size() > MOST_SITES) {
      bySite.pollFirstEntry();
    }
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

  /** Nothing is late before, whatever its site. */
  public Duration lateAfter() {
    return lateAfter;
  }

  /**
   * A task held for longer is late: its agent gets nothing more until it is over. A site that lets
   * everyone wait makes nobody late.
   */
  public Duration lateAfter(String site) {
    var habit = bySite.get(site);
    return habit == null || habit.lateAfter().compareTo(lateAfter) < 0
        ? lateAfter
        : habit.lateAfter();
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
