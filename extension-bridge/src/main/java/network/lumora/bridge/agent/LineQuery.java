package network.lumora.bridge.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/** A time, its end not included, and how finely it is cut. */
public record LineQuery(Instant from, Instant to, Step step) {
  /** Thirteen months of hours, or two and three quarter hours of seconds. */
  public static final int MAX_BUCKETS = 10_000;

  /** How long a bucket is. */
  public enum Step {
    SECOND("1s", Duration.ofSeconds(1)),
    MINUTE("1m", Duration.ofMinutes(1)),
    HOUR("1h", Duration.ofHours(1));

    private final String text;
    private final Duration length;

    Step(String text, Duration length) {
      this.text = text;
      this.length = length;
    }

    /** As {@code 1m}. */
    public static Step of(String text) {
      return Arrays.stream(values())
          .filter(step -> step.text.equals(text))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("step is 1s, 1m or 1h, not " + text));
    }

    public Duration length() {
      return length;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  public LineQuery {
    var longest = step.length().multipliedBy(MAX_BUCKETS);
    if (!from.isBefore(to) || Duration.between(from, to).compareTo(longest) > 0) {
      throw new IllegalArgumentException(
          "from is before to, by at most %,d steps of %s".formatted(MAX_BUCKETS, step));
    }
  }
}
