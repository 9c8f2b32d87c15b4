package network.lumora.agent.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * What of the caps is used.
 *
 * @param day on which {@code today} was counted
 * @param heldBytes promised or perhaps under way, to be counted on top
 */
public record Used(LocalDate day, Moved today, Moved month, long heldBytes) {
  long bytesOfDay(Instant at, ZoneId zone) {
    return at.isBefore(dayEnds(zone)) ? today.both().count() + heldBytes : heldBytes;
  }

  long bytesOfMonth(Instant at, ZoneId zone, int monthStartsOn) {
    return at.isBefore(monthEnds(zone, monthStartsOn))
        ? month.both().count() + heldBytes
        : heldBytes;
  }

  /** The first moment of tomorrow, which is not midnight where clocks change at midnight. */
  Instant dayEnds(ZoneId zone) {
    return day.plusDays(1).atStartOfDay(zone).toInstant();
  }

  Instant monthEnds(ZoneId zone, int monthStartsOn) {
    return Month.of(day, monthStartsOn).next().atStartOfDay(zone).toInstant();
  }
}
