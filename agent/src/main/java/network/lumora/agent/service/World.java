package network.lumora.agent.service;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Time and chance.
 *
 * @param nanos a ticker that never goes back
 * @param zone of the host's calendar, by which days and months are counted
 */
public record World(InstantSource clock, LongSupplier nanos, ZoneId zone, RandomGenerator random) {
  /** When the calendar's month began that {@code at} is in. */
  public Instant monthStart(Instant at) {
    return at.atZone(zone).toLocalDate().withDayOfMonth(1).atStartOfDay(zone).toInstant();
  }
}
