package network.lumora.bridge.agent;

import java.time.LocalDate;

/** Days of the host's calendar, both included, and how finely they are cut. */
public record UsageQuery(LocalDate from, LocalDate to, Bucket bucket) {
  /** More than the longest retention. */
  private static final int MAX_DAYS = 3_660;

  /** A month of hours is all that a screen can show. */
  private static final int MAX_DAYS_OF_HOURS = 31;

  public enum Bucket {
    HOUR,
    DAY
  }

  public UsageQuery {
    int most = bucket == Bucket.HOUR ? MAX_DAYS_OF_HOURS : MAX_DAYS;
    if (to.isBefore(from) || from.plusDays(most).isBefore(to)) {
      throw new IllegalArgumentException(
          "from is a day up to %d days before to, not %s to %s".formatted(most, from, to));
    }
  }
}
