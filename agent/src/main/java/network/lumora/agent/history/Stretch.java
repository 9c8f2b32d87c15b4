package network.lumora.agent.history;

import org.jspecify.annotations.Nullable;

/**
 * What moved in some seconds on end; of one second while somebody looks, of more while all rests.
 *
 * @param start in seconds since 1970 UTC
 * @param other what the line carried beside our own, null if its counters could not be read
 */
public record Stretch(long start, int seconds, Flow own, @Nullable Flow other) {
  /** A machine that slept longer has forgotten what its line did. */
  public static final int MAX_SECONDS = 24 * 3_600;

  public Stretch {
    if (seconds < 1 || seconds > MAX_SECONDS) {
      throw new IllegalArgumentException("a stretch has 1 to 86,400 seconds, not " + seconds);
    }
  }

  /** The first second after it. */
  public long end() {
    return start + seconds;
  }

  boolean isExact() {
    return seconds == 1;
  }

  /** Its bytes from one second to another, as if they had moved evenly. */
  Sum part(long from, long to) {
    int first = (int) (from - start);
    int last = (int) (to - start);
    int length = last - first;
    return new Sum(
        length,
        isExact() ? length : 0,
        own.share(first, last, seconds),
        other == null ? 0 : length,
        other == null ? Flow.NOTHING : other.share(first, last, seconds));
  }
}
