package network.lumora.consumer.order;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import network.lumora.protocol.message.Place;
import network.lumora.protocol.message.Urgency;
import network.lumora.protocol.message.Wishes;
import org.jspecify.annotations.Nullable;

/**
 * How soon and from where pages are wanted, as people type it. Immutable.
 *
 * @param urgency one of {@link Urgency}, in any case; null for NORMAL
 * @param deadline a span such as {@code 90s}, {@code 30m}, {@code 2h}, {@code 3d}, or a time with
 *     its offset; null for none
 * @param places such as {@code DE} or {@code FR-IDF}
 */
public record WishText(@Nullable String urgency, @Nullable String deadline, List<String> places) {
  private static final Pattern SPAN = Pattern.compile("([1-9][0-9]{0,5})([smhd])");

  public WishText {
    places = List.copyOf(places);
  }

  /**
   * @throws BadOrderException naming the option, what was expected and what came
   */
  public Wishes parse(Instant now) throws BadOrderException {
    return new Wishes(
        urgency == null ? Urgency.NORMAL : urgencyOf(urgency),
        deadline == null ? null : deadlineOf(deadline, now.truncatedTo(ChronoUnit.MILLIS)),
        parsedPlaces());
  }

  private static Urgency urgencyOf(String text) throws BadOrderException {
    for (var one : Urgency.values()) {
      if (one.name().equalsIgnoreCase(text)) {
        return one;
      }
    }
    var names =
        Arrays.stream(Urgency.values())
            .map(one -> one.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    throw new BadOrderException("--urgency: expected one of %s, not %s".formatted(names, text));
  }

  private static Instant deadlineOf(String text, Instant now) throws BadOrderException {
    var at = instant(text, now);
    if (!at.isAfter(now)) {
      throw new BadOrderException("--deadline: %s has passed; it is %s now".formatted(text, now));
    }
    return at;
  }

  private static Instant instant(String text, Instant now) throws BadOrderException {
    var span = SPAN.matcher(text);
    try {
      return span.matches()
          ? now.plus(Duration.of(Long.parseLong(span.group(1)), unit(span.group(2))))
          : OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
    } catch (DateTimeException e) {
      throw new BadOrderException(
          "--deadline: expected a span such as 90s, 30m, 2h or 3d, or a time such as"
              + " 2026-11-22T18:00:00+01:00, not "
              + text,
          e);
    }
  }

  private static ChronoUnit unit(String letter) {
    return switch (letter) {
      case "s" -> ChronoUnit.SECONDS;
      case "m" -> ChronoUnit.MINUTES;
      case "h" -> ChronoUnit.HOURS;
      default -> ChronoUnit.DAYS;
    };
  }

  private List<Place> parsedPlaces() throws BadOrderException {
    var parsed = new LinkedHashSet<Place>();
    for (var text : places) {
      parsed.add(place(text.strip()));
    }
    if (parsed.size() > Wishes.MAX_PLACES) {
      throw new BadOrderException(
          "--place: expected at most %d places, not %d; split the order"
              .formatted(Wishes.MAX_PLACES, parsed.size()));
    }
    return List.copyOf(parsed);
  }

  private static Place place(String text) throws BadOrderException {
    try {
      return Place.parse(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new BadOrderException("--place: " + e.getMessage() + ", not \"" + text + "\"", e);
    }
  }
}
