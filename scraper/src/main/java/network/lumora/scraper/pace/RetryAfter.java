package network.lumora.scraper.pace;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the Retry-After header: seconds or a date, RFC 9110 section 10.2.3. */
public final class RetryAfter {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ENGLISH);

  private RetryAfter() {}

  /** How long from {@code now}, never negative; empty if absent or unreadable. */
  public static Optional<Duration> read(@Nullable String value, Instant now) {
    if (value == null) {
      return Optional.empty();
    }
    var text = value.strip();
    return text.matches("[0-9]{1,9}")
        ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
        : date(text).map(then -> Duration.between(now, then)).map(RetryAfter::positive);
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(ZonedDateTime.parse(text, DATE).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Duration positive(Duration duration) {
    return duration.isNegative() ? Duration.ZERO : duration;
  }
}
