package network.lumora.agent.allowance;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether work may move bytes now; if not, why, and what happens next. */
public sealed interface Standing {

  /** Bytes may move. */
  record Open() implements Standing {}

  /** The host has paused, for good if {@code until} is null. */
  record Paused(@Nullable Instant until) implements Standing {}

  /** A cap is reached. */
  record Capped(Period period, Instant resumesAt) implements Standing {}

  /** The agent could not write to its data folder; without a journal nothing runs. */
  record StorageFailed(String detail) implements Standing {}

  /** What a cap is for. */
  enum Period {
    DAY("daily"),
    MONTH("monthly");

    private final String word;

    Period(String word) {
      this.word = word;
    }
  }

  default boolean isOpen() {
    return this instanceof Open;
  }

  /** When it changes by itself. */
  default Optional<Instant> nextChange() {
    return switch (this) {
      case Open _, StorageFailed _ -> Optional.empty();
      case Paused paused -> Optional.ofNullable(paused.until);
      case Capped capped -> Optional.of(capped.resumesAt);
    };
  }

  /** For people. */
  default String explanation(ZoneId zone) {
    return switch (this) {
      case Open _ -> "running";
      case Paused(var until) ->
          until == null
              ? "paused by you; resumes with: lumora resume"
              : "paused by you, resumes " + shown(until, zone, "d MMMM HH:mm");
      case Capped(var period, var resumesAt) ->
          "paused: " + period.word + " cap reached, resumes " + shown(resumesAt, zone, "d MMMM");
      case StorageFailed(var detail) ->
          "paused: " + detail + "; resumes by itself once the data folder can be written";
    };
  }

  private static String shown(Instant at, ZoneId zone, String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(at.atZone(zone));
  }
}
