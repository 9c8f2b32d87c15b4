package network.lumora.bridge.live;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a reader is: the text of {@code id:} and of {@code Last-Event-ID}.
 *
 * @param generation in which nothing was missed; another one cannot be resumed
 */
record EventId(String generation, long number) {
  private static final Pattern FORM = Pattern.compile("([0-9a-f]{1,16})-([0-9]{1,15})");

  /** Empty for what none of ours ever looked like. */
  static Optional<EventId> parse(String text) {
    var match = FORM.matcher(text);
    return match.matches()
        ? Optional.of(new EventId(match.group(1), Long.parseLong(match.group(2))))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return generation + "-" + number;
  }
}
