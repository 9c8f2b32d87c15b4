package network.lumora.agent.service;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import network.lumora.agent.policy.Month;

/**
 * Time, chance and the machine.
 *
 * @param nanos a ticker that never goes back
 * @param zone of the host's calendar, by which days, months and hours are counted
 * @param random that nobody can guess: nonces of challenges are drawn from it
 */
public record World(
    InstantSource clock, LongSupplier nanos, ZoneId zone, RandomGenerator random, Machine machine) {
  /** On a machine that tells nothing of itself. */
  public World(InstantSource clock, LongSupplier nanos, ZoneId zone, RandomGenerator random) {
    this(clock, nanos, zone, random, Machine.SILENT);
  }

  /** When the calendar's month began that {@code at} is in. */
  public Instant monthStart(Instant at) {
    return monthStart(at, 1);
  }

  /** When the month began that {@code at} is in, where months start on that day. */
  public Instant monthStart(Instant at, int startsOn) {
    return Month.of(LocalDate.ofInstant(at, zone), startsOn).first().atStartOfDay(zone).toInstant();
  }
}
